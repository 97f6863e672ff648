import { Text } from '@mantine/core'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatBytes, formatCount, NO_DATA, formatSeconds } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'
import { Time } from '@/ui/Time'

const RunsFragment = graphql(`
  fragment RetentionRuns_runs on RetentionRuns {
    nextRunAt
    runs {
      dueAt
      startedAt
      durationSeconds
      rows
      bytes
    }
  }
`)

export function RetentionRuns({ runs: fragment }: { runs: FragmentType<typeof RunsFragment> }) {
  const { runs, nextRunAt } = readFragment(RunsFragment, fragment)
  return (
    <Panel
      title="Retention runs"
      flush
      aside={
        <Text size="xs" c="dimmed">
          Next run: <Time at={nextRunAt} as="full" />
        </Text>
      }
    >
      {runs.length === 0 && <EmptyState title="No runs yet" />}
      {runs.length > 0 && (
        <ScrollBox label="Retention runs">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Started</th>
                <th scope="col" className={classes.number}>
                  Duration
                </th>
                <th scope="col" className={classes.number}>
                  Rows removed
                </th>
                <th scope="col" className={classes.number}>
                  Space freed
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.dueAt}>
                  <td>
                    <Time at={run.startedAt} as="full" />
                  </td>
                  <td className={classes.number}>
                    {run.durationSeconds === null ? 'Running' : formatSeconds(run.durationSeconds)}
                  </td>
                  <td className={classes.number}>{formatCount(run.rows)}</td>
                  <td className={classes.number}>
                    {run.bytes > 0 ? formatBytes(run.bytes) : NO_DATA}
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
