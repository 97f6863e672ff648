import { Link } from 'react-router'
import { formatCount, pluralize } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import classes from '@/ui/Table.module.css'

export interface GroupingPreviewResult {
  crashCount: number
  changes: readonly {
    fingerprint: string
    crashCount: number
    previousFingerprints: readonly string[]
  }[]
}

/** The effect of the rules on the crashes of the last week. */
export function GroupingPreview({
  result: { crashCount, changes },
}: {
  result: GroupingPreviewResult
}) {
  const total = changes.reduce((sum, change) => sum + change.crashCount, 0)
  return (
    <Panel
      title={`${formatCount(total)} of ${pluralize(crashCount, 'recent crash', 'recent crashes')} would move`}
      flush={changes.length > 0}
    >
      {changes.length === 0 && (
        <EmptyState title="No crashes would move">The preview did not save the rules.</EmptyState>
      )}
      {changes.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">To group</th>
              <th scope="col" className={classes.number}>
                Crashes
              </th>
              <th scope="col">From groups</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ fingerprint, crashCount: moved, previousFingerprints }) => (
              <tr key={fingerprint}>
                <th scope="row">
                  <code>{fingerprint}</code>
                </th>
                <td className={classes.number}>{formatCount(moved)}</td>
                <td>
                  {previousFingerprints.map((each) => (
                    <Link key={each} to={`../../crashes/${each}`} className={classes.link}>
                      <code>{each}</code>
                    </Link>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
