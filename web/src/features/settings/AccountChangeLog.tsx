import { graphql, readFragment, type FragmentType } from '@/gql'
import type { AccountChangeKind } from '@/gql/graphql'
import { Empty } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'
import { Time } from '@/ui/Time'

const ChangeFragment = graphql(`
  fragment ChangeLog_change on AccountChange {
    id
    at
    actor
    kind
    subject
  }
`)

const WORDS: Record<AccountChangeKind, string> = {
  KEY_CREATED: 'created the key',
  KEY_REVOKED: 'revoked the key',
  MEMBER_ADDED: 'added',
  ROLE_CHANGED: 'changed the role of',
  MEMBER_REMOVED: 'removed',
  APP_RENAMED: 'renamed the app to',
}

interface ChangeLogProps {
  changes: readonly FragmentType<typeof ChangeFragment>[]
}

/** Who changed people, keys and name. */
export function ChangeLog({ changes }: ChangeLogProps) {
  const all = readFragment(ChangeFragment, changes)
  return (
    <Panel title="What was changed" flush>
      {all.length === 0 && <Empty title="Nothing was changed yet" />}
      {all.length > 0 && (
        <ScrollBox label="What was changed">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              {all.map(({ id, at, actor, kind, subject }) => (
                <tr key={id}>
                  <td>
                    <Time at={at} />
                  </td>
                  <td className="foreign">{actor}</td>
                  <td className="foreign">
                    {WORDS[kind]} {subject}
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
