import { Link } from 'react-router'
import { formatCount, pluralize } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import classes from '@/ui/Table.module.css'

export interface GroupingPreviewResult {
  tried: number
  moved: readonly { fingerprint: string; crashes: number; before: readonly string[] }[]
}

/** What the rules would do to crashes of the last week. */
export function GroupingPreview({ result: { tried, moved } }: { result: GroupingPreviewResult }) {
  const total = moved.reduce((sum, { crashes }) => sum + crashes, 0)
  return (
    <Panel
      title={`${formatCount(total)} of ${pluralize(tried, 'recent crash', 'recent crashes')} would move`}
      flush={moved.length > 0}
    >
      {moved.length === 0 && (
        <EmptyState title="Nothing would change">Nothing was saved either.</EmptyState>
      )}
      {moved.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Into</th>
              <th scope="col" className={classes.number}>
                Crashes
              </th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ fingerprint, crashes, before }) => (
              <tr key={fingerprint}>
                <th scope="row">
                  <code>{fingerprint}</code>
                </th>
                <td className={classes.number}>{formatCount(crashes)}</td>
                <td>
                  {before.map((each) => (
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
