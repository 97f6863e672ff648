import { useState, type ReactNode } from 'react'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { GuardedButton } from '@/ui/GuardedButton'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'
import { Time } from '@/ui/Time'

interface Credential {
  id: string
  name: string
  hint: string
  createdAt: string
}

interface Column<T> {
  header: string
  render: (credential: T, revokeButton: ReactNode) => ReactNode
}

interface CredentialTableProps<T> {
  kind: 'key' | 'token'
  label: string
  credentials: readonly T[]
  /** Columns after the time of creation. */
  columns: readonly Column<T>[]
  disabledReason?: string | null
  isBusy: boolean
  onRevoke: (id: string) => Promise<void>
  /** The consequences of a revocation. */
  children: ReactNode
}

/** A list of keys or tokens that can be revoked after a confirmation. */
export function CredentialTable<T extends Credential>(props: CredentialTableProps<T>) {
  const { kind, label, credentials, columns, disabledReason = null, isBusy, onRevoke } = props
  const [revoking, setRevoking] = useState<Credential | null>(null)
  const revoke = async (id: string) => {
    await onRevoke(id)
    setRevoking(null)
  }
  return (
    <ScrollBox label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {['Name', 'Begins with', 'Created', ...columns.map(({ header }) => header)].map(
              (header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {credentials.map((credential) => {
            const revokeButton = (
              <GuardedButton
                size="compact-xs"
                variant="default"
                disabledReason={disabledReason}
                aria-label={`Revoke ${credential.name}`}
                onClick={() => {
                  setRevoking(credential)
                }}
              >
                Revoke
              </GuardedButton>
            )
            return (
              <tr key={credential.id}>
                <th scope="row" className="user-text">
                  {credential.name}
                </th>
                <td>
                  <code>{credential.hint}</code>
                </td>
                <td>
                  <Time at={credential.createdAt} />
                </td>
                {columns.map(({ header, render }) => (
                  <td key={header}>{render(credential, revokeButton)}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {revoking && (
        <ConfirmDialog
          title={`Revoke “${revoking.name}”?`}
          actionLabel={`Revoke ${kind}`}
          isBusy={isBusy}
          onConfirm={() => void revoke(revoking.id)}
          onCancel={() => {
            setRevoking(null)
          }}
        >
          {props.children}
        </ConfirmDialog>
      )}
    </ScrollBox>
  )
}
