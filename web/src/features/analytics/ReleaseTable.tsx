import type { AdoptionDay } from '@/features/analytics/adoption-series'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, NO_DATA, pluralize, formatShare } from '@/lib/format'
import { useTrendRange } from '@/lib/now'
import type { DayRange } from '@/lib/range'
import { alignToDays } from '@/ui/charts/model'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import { Sparkline } from '@/ui/Sparkline'
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

/** Below it, a rate says little. */
const MIN_STARTS = 30

export function ReleaseTable({ versions, range, adoption }: ReleaseTableProps) {
  const all = readFragment(ReleaseFragment, versions)
  const trendDays = useTrendRange(range)
  const title = 'Adoption and crash rate of each version'
  return (
    <Panel title={title} flush>
      {all.length === 0 && (
        <EmptyState title="No version sent anything in this range">
          Choose a longer range above.
        </EmptyState>
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
                    {use.appVersion ?? <em>not sent</em>}
                  </th>
                  <td>
                    <Sparkline
                      label={`Devices of ${use.appVersion ?? 'no version'} by day`}
                      values={alignToDays(
                        trendDays,
                        adoption.filter(({ appVersion }) => appVersion === use.appVersion),
                        ({ devices }) => devices,
                      )}
                    />
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
  const parts = `${pluralize(fatalCrashes, 'fatal crash', 'fatal crashes')} in ${pluralize(starts, 'app start')}.`
  return (
    <span {...tooltip(parts)}>
      {formatShare(crashRate)}
      {starts < MIN_STARTS && ` low sample (n = ${formatCount(starts)})`}
    </span>
  )
}
