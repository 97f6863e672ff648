import { Link } from 'react-router'
import { count, plural } from '@/lib/format'
import { Empty } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import classes from '@/ui/Table.module.css'

export interface TrialResult {
  tried: number
  moved: readonly { fingerprint: string; crashes: number; before: readonly string[] }[]
}

/** What the rules would do to crashes of the last week. */
export function Trial({ result: { tried, moved } }: { result: TrialResult }) {
  const total = moved.reduce((sum, { crashes }) => sum + crashes, 0)
  return (
    <Panel
      title={`${count(total)} of ${plural(tried, 'recent crash', 'recent crashes')} would move`}
      flush={moved.length > 0}
    >
      {moved.length === 0 && <Empty title="Nothing would change">Nothing was saved either.</Empty>}
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
                <td className={classes.number}>{count(crashes)}</td>
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
