import { graphql, readFragment, type FragmentType } from '@/gql'
import type { AccountChangeKind } from '@/gql/graphql'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'
import { Time } from '@/ui/Time'

const AccountChangeFragment = graphql(`
  fragment AccountChangeLog_change on AccountChange {
    id
    createdAt
    actor
    kind
    subject
  }
`)

const CHANGE_LABELS: Record<AccountChangeKind, string> = {
  KEY_CREATED: 'created the key',
  KEY_REVOKED: 'revoked the key',
  MEMBER_ADDED: 'added',
  ROLE_CHANGED: 'changed the role of',
  MEMBER_REMOVED: 'removed',
  APP_RENAMED: 'renamed the app to',
}

interface AccountChangeLogProps {
  changes: readonly FragmentType<typeof AccountChangeFragment>[]
}

/** Changes of members, keys and the app's name. */
export function AccountChangeLog({ changes }: AccountChangeLogProps) {
  const all = readFragment(AccountChangeFragment, changes)
  return (
    <Panel title="Change log" flush>
      {all.length === 0 && <EmptyState title="No changes yet" />}
      {all.length > 0 && (
        <ScrollBox label="Change log">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">User</th>
                <th scope="col">Change</th>
              </tr>
            </thead>
            <tbody>
              {all.map(({ id, createdAt, actor, kind, subject }) => (
                <tr key={id}>
                  <td>
                    <Time at={createdAt} />
                  </td>
                  <td className="user-text">{actor}</td>
                  <td className="user-text">
                    {CHANGE_LABELS[kind]} {subject}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Panel>
  )
}
