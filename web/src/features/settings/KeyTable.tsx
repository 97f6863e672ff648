import { useCurrentApp } from '@/app/current-app'
import { CredentialTable } from '@/features/settings/CredentialTable'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { EmptyState } from '@/ui/EmptyState'
import { Time } from '@/ui/Time'

const KeyFragment = graphql(`
  fragment KeyTable_key on IngestKey {
    id
    name
    hint
    createdAt
    revokedAt
  }
`)

const RevokeKeyMutation = graphql(`
  mutation RevokeIngestKey($input: RevokeIngestKeyInput!) {
    revokeIngestKey(input: $input) {
      ingestKey {
        id
        revokedAt
      }
    }
  }
`)

interface KeyTableProps {
  keys: readonly FragmentType<typeof KeyFragment>[]
  onRevoked: () => void
}

export function KeyTable({ keys, onRevoked }: KeyTableProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const ingestKeys = readFragment(KeyFragment, keys)
  const { isBusy, run } = useMutationWithToast(RevokeKeyMutation, 'Key revoked.')
  const revoke = async (ingestKeyId: string) => {
    if (await run({ input: { appId, ingestKeyId } })) onRevoked()
  }
  if (ingestKeys.length === 0) {
    return <EmptyState title="No keys yet">Create a key above.</EmptyState>
  }
  return (
    <CredentialTable
      kind="key"
      label="Ingest keys"
      credentials={ingestKeys}
      columns={[
        {
          header: 'Status',
          render: ({ revokedAt }, revokeButton) =>
            revokedAt === null ? (
              revokeButton
            ) : (
              <>
                Revoked <Time at={revokedAt} />
              </>
            ),
        },
      ]}
      disabledReason={cannotManageReason}
      isBusy={isBusy}
      onRevoke={revoke}
    >
      Devices that use this key are rejected within seconds. This cannot be undone. The data that
      they have sent is kept.
    </CredentialTable>
  )
}
