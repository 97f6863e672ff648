import { AdoptionSparkline } from '@/features/analytics/AdoptionSparkline'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, NO_DATA, pluralize, formatShare } from '@/lib/format'
import type { AdoptionDay } from '@/lib/figures'
import type { DayRange } from '@/lib/range'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import { tooltip } from '@/ui/tooltip'
import classes from '@/ui/Table.module.css'

const ReleaseFragment = graphql(`
  fragment ReleaseTable_version on VersionUsage {
    appVersion
    devices
    share
    starts
    fatalCrashes
    crashRate
  }
`)

interface ReleaseTableProps {
  versions: readonly FragmentType<typeof ReleaseFragment>[]
  range: DayRange
  adoption: readonly AdoptionDay[]
}

/** A rate over fewer app starts is marked as a low sample. */
const MIN_STARTS = 30

export function ReleaseTable({ versions, range, adoption }: ReleaseTableProps) {
  const all = readFragment(ReleaseFragment, versions)
  const title = 'Adoption and crash rate of each version'
  return (
    <Panel title={title} flush>
      {all.length === 0 && (
        <EmptyState title="No data in this range">Choose a longer range above.</EmptyState>
      )}
      {all.length > 0 && (
        <ScrollBox label={title}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col">Adoption</th>
                {['Devices', 'Share', 'App starts', 'Fatal crashes', 'Crash rate'].map((name) => (
                  <th key={name} scope="col" className={classes.number}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {all.map((use) => (
                <tr key={use.appVersion}>
                  <th scope="row" className="user-text">
                    {use.appVersion ?? <em>No version</em>}
                  </th>
                  <td>
                    <AdoptionSparkline version={use.appVersion} range={range} adoption={adoption} />
                  </td>
                  <td className={classes.number}>{formatCount(use.devices)}</td>
                  <td className={classes.number}>{formatShare(use.share)}</td>
                  <td className={classes.number}>{formatCount(use.starts)}</td>
                  <td className={classes.number}>{formatCount(use.fatalCrashes)}</td>
                  <td className={classes.number}>
                    <CrashRate {...use} />
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

interface CrashRateProps {
  crashRate: number | null
  starts: number
  fatalCrashes: number
}

function CrashRate({ crashRate, starts, fatalCrashes }: CrashRateProps) {
  if (crashRate === null) return NO_DATA
  const explanation = `${pluralize(fatalCrashes, 'fatal crash', 'fatal crashes')} in ${pluralize(starts, 'app start')}.`
  return (
    <span {...tooltip(explanation)}>
      {formatShare(crashRate)}
      {starts < MIN_STARTS && ` Low sample (n = ${formatCount(starts)})`}
    </span>
  )
}
