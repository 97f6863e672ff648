import type { AdoptedDay } from '@/features/analytics/adoption-series'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, NO_DATA, plural, share } from '@/lib/format'
import { useTrendDays } from '@/lib/now'
import type { DayRange } from '@/lib/range'
import { perDay } from '@/ui/charts/model'
import { Empty } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import { Sparkline } from '@/ui/Sparkline'
import { tip } from '@/ui/tooltip'
import classes from '@/ui/Table.module.css'

const ReleaseFragment = graphql(`
  fragment ReleaseTable_version on VersionUse {
    version
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
  adoption: readonly AdoptedDay[]
}

/** Below it, a rate says little. */
const FEWEST_STARTS = 30

export function ReleaseTable({ versions, range, adoption }: ReleaseTableProps) {
  const all = readFragment(ReleaseFragment, versions)
  const trendDays = useTrendDays(range)
  const title = 'Adoption and crash rate of each version'
  return (
    <Panel title={title} flush>
      {all.length === 0 && (
        <Empty title="No version sent anything in this range">Choose a longer range above.</Empty>
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
                <tr key={use.version}>
                  <th scope="row" className="foreign">
                    {use.version ?? <em>not sent</em>}
                  </th>
                  <td>
                    <Sparkline
                      label={`Devices of ${use.version ?? 'no version'} by day`}
                      values={perDay(
                        trendDays,
                        adoption.filter(({ version }) => version === use.version),
                        ({ devices }) => devices,
                      )}
                    />
                  </td>
                  <td className={classes.number}>{count(use.devices)}</td>
                  <td className={classes.number}>{share(use.share)}</td>
                  <td className={classes.number}>{count(use.starts)}</td>
                  <td className={classes.number}>{count(use.fatalCrashes)}</td>
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
  const parts = `${plural(fatalCrashes, 'fatal crash', 'fatal crashes')} in ${plural(starts, 'app start')}.`
  return (
    <span {...tip(parts)}>
      {share(crashRate)}
      {starts < FEWEST_STARTS && ` low sample (n = ${count(starts)})`}
    </span>
  )
}
