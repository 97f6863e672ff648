import { Box } from '@mantine/core'
import { CredentialTable } from '@/features/settings/CredentialTable'
import { NewCredentialForm } from '@/features/settings/NewCredentialForm'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'

const TokenFragment = graphql(`
  fragment TokensPanel_token on AccessToken {
    id
    name
    hint
    createdAt
    expiresAt
  }
`)

const CreateTokenMutation = graphql(`
  mutation CreateAccessToken($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) {
      secret
      accessToken {
        id
        name
      }
    }
  }
`)

const RevokeTokenMutation = graphql(`
  mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
    revokeAccessToken(input: $input) {
      accessTokens {
        id
      }
    }
  }
`)

interface TokensPanelProps {
  tokens: readonly FragmentType<typeof TokenFragment>[]
  onChanged: () => void
}

export function TokensPanel({ tokens, onChanged }: TokensPanelProps) {
  const accessTokens = readFragment(TokenFragment, tokens)
  const creation = useMutationWithToast(CreateTokenMutation)
  const revocation = useMutationWithToast(RevokeTokenMutation, 'Token revoked.')
  const create = async (name: string) => {
    const data = await creation.run({ input: { name } })
    if (data) onChanged()
    return data?.createAccessToken.secret ?? null
  }
  const revoke = async (accessTokenId: string) => {
    if (await revocation.run({ input: { accessTokenId } })) onChanged()
  }
  return (
    <Panel title="Access tokens" flush>
      <Box px="md" pb="md">
        <NewCredentialForm
          kind="token"
          description="For scripts. A token has your permissions and expires after one year."
          isBusy={creation.isBusy}
          onCreate={create}
        />
      </Box>
      {accessTokens.length === 0 ? (
        <EmptyState title="No access tokens" />
      ) : (
        <CredentialTable
          kind="token"
          label="Access tokens"
          credentials={accessTokens}
          columns={[
            { header: 'Expires', render: ({ expiresAt }) => <Time at={expiresAt} as="full" /> },
            { header: 'Actions', render: (_, revokeButton) => revokeButton },
          ]}
          isBusy={revocation.isBusy}
          onRevoke={revoke}
        >
          Programs that use this token are rejected within seconds. This cannot be undone.
        </CredentialTable>
      )}
    </Panel>
  )
}
