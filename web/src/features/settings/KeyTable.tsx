import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { EmptyState } from '@/ui/EmptyState'
import { GuardedButton } from '@/ui/GuardedButton'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'
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
  const all = readFragment(KeyFragment, keys)
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null)
  const { isBusy, run } = useMutationWithToast(RevokeKeyMutation, 'The key is revoked.')
  const revoke = async (ingestKeyId: string) => {
    if (await run({ input: { appId, ingestKeyId } })) onRevoked()
    setLeaving(null)
  }
  if (all.length === 0) return <EmptyState title="No keys yet">Create one above.</EmptyState>
  return (
    <ScrollBox label="Ingest keys">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Begins with</th>
            <th scope="col">Created</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {all.map((key) => (
            <tr key={key.id}>
              <th scope="row" className="user-text">
                {key.name}
              </th>
              <td>
                <code>{key.hint}</code>
              </td>
              <td>
                <Time at={key.createdAt} />
              </td>
              <td>
                {key.revokedAt === null ? (
                  <GuardedButton
                    size="compact-xs"
                    variant="default"
                    disabledReason={cannotManageReason}
                    aria-label={`Revoke ${key.name}`}
                    onClick={() => {
                      setLeaving(key)
                    }}
                  >
                    Revoke
                  </GuardedButton>
                ) : (
                  <>
                    revoked <Time at={key.revokedAt} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving && (
        <ConfirmDialog
          title={`Revoke “${leaving.name}”?`}
          actionLabel="Revoke the key"
          isBusy={isBusy}
          onConfirm={() => void revoke(leaving.id)}
          onCancel={() => {
            setLeaving(null)
          }}
        >
          Devices that send with it are refused within seconds, for good. What they have sent stays.
        </ConfirmDialog>
      )}
    </ScrollBox>
  )
}
