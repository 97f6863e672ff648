import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import { NewSecret } from '@/ui/NewSecret'
import classes from '@/ui/Table.module.css'
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
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null)
  const { isBusy, run } = useMutationWithToast(CreateTokenMutation)
  const submit = async () => {
    const answer = await run({ input: { name } })
    if (!answer) return
    setMade({ name, secret: answer.createAccessToken.secret })
    setName('')
    onChanged()
  }
  return (
    <Panel title="Access tokens" flush>
      <Stack gap="sm" px="md" pb="md">
        <Text c="dimmed">For scripts: a token may do what you may, for a year.</Text>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Group align="flex-end" gap="sm">
            <TextInput
              label="What it is for"
              value={name}
              maxLength={200}
              required
              withAsterisk={false}
              onChange={({ currentTarget }) => {
                setName(currentTarget.value)
              }}
              w={280}
              maw="100%"
            />
            <Button type="submit" loading={isBusy}>
              Create a token
            </Button>
          </Group>
        </form>
        {made && (
          <NewSecret
            title={`The token “${made.name}”`}
            secret={made.secret}
            onDone={() => {
              setMade(null)
            }}
          />
        )}
      </Stack>
      <TokenTable tokens={readFragment(TokenFragment, tokens)} onChanged={onChanged} />
    </Panel>
  )
}

interface Token {
  id: string
  name: string
  hint: string
  createdAt: string
  expiresAt: string
}

interface TokenTableProps {
  tokens: readonly Token[]
  onChanged: () => void
}

function TokenTable({ tokens, onChanged }: TokenTableProps) {
  const [leaving, setLeaving] = useState<Token | null>(null)
  const { isBusy, run } = useMutationWithToast(RevokeTokenMutation, 'The token is revoked.')
  const revoke = async (accessTokenId: string) => {
    await run({ input: { accessTokenId } })
    setLeaving(null)
    onChanged()
  }
  if (tokens.length === 0) return <EmptyState title="No tokens in use" />
  return (
    <ScrollBox label="Access tokens">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Begins with</th>
            <th scope="col">Created</th>
            <th scope="col">Ends</th>
            <th scope="col">Action</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row" className="user-text">
                {token.name}
              </th>
              <td>
                <code>{token.hint}</code>
              </td>
              <td>
                <Time at={token.createdAt} />
              </td>
              <td>
                <Time at={token.expiresAt} as="full" />
              </td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Revoke ${token.name}`}
                  onClick={() => {
                    setLeaving(token)
                  }}
                >
                  Revoke
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving && (
        <ConfirmDialog
          title={`Revoke “${leaving.name}”?`}
          actionLabel="Revoke the token"
          isBusy={isBusy}
          onConfirm={() => void revoke(leaving.id)}
          onCancel={() => {
            setLeaving(null)
          }}
        >
          What uses it is refused within seconds, for good.
        </ConfirmDialog>
      )}
    </ScrollBox>
  )
}
