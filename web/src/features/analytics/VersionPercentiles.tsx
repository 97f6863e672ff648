import { PERCENTILES, type MeasureInfo } from '@/features/analytics/measures'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'

const VersionsFragment = graphql(`
  fragment VersionPercentiles_performance on Performance {
    byVersion {
      appVersion
      count
      p50
      p75
      p95
      p99
    }
  }
`)

interface VersionPercentilesProps {
  measure: MeasureInfo
  performance: FragmentType<typeof VersionsFragment>
}

export function VersionPercentiles({ measure, performance }: VersionPercentilesProps) {
  const { byVersion } = readFragment(VersionsFragment, performance)
  const title = `${measure.label} by version`
  return (
    <Panel title={title} flush>
      {byVersion.length === 0 && <EmptyState title="No measurements in this range" />}
      {byVersion.length > 0 && (
        <ScrollBox label={title}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col" className={classes.number}>
                  Values
                </th>
                {PERCENTILES.map(({ key, label }) => (
                  <th key={key} scope="col" className={classes.number}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {byVersion.map((each) => (
                <tr key={each.appVersion}>
                  <th scope="row" className="user-text">
                    {each.appVersion === '' ? <em>No version</em> : each.appVersion}
                  </th>
                  <td className={classes.number}>{formatCount(each.count)}</td>
                  {PERCENTILES.map(({ key }) => (
                    <td key={key} className={classes.number}>
                      {measure.format(each[key])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Panel>
  )
}
