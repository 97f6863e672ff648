import { Anchor } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, NO_DATA, pluralize, formatShare } from '@/lib/format'
import { useTrendRange } from '@/lib/now'
import type { DayRange } from '@/lib/range'
import { toScopeSearch, withVersion } from '@/lib/scope'
import { alignToDays } from '@/ui/charts/model'
import { classNames } from '@/ui/class-names'
import { Donut, type Slice } from '@/ui/Donut'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import { Sparkline } from '@/ui/Sparkline'
import { tooltip } from '@/ui/tooltip'
import classes from './VersionsPanel.module.css'

export const VersionsFragment = graphql(`
  fragment VersionsPanel_version on VersionUsage {
    appVersion
    devices
    share
    starts
    fatalCrashes
    crashRate
  }
`)

const MAX_ROWS = 5

export interface AdoptedDay {
  date: string
  appVersion: string | null
  devices: number
}

interface VersionsPanelProps {
  range: DayRange
  versions: readonly FragmentType<typeof VersionsFragment>[]
  /** Devices of the shown versions by day; empty until it is known. */
  adoption: readonly AdoptedDay[]
}

/** Who runs what, and how well it holds. */
export function VersionsPanel({ range, versions, adoption }: VersionsPanelProps) {
  const [params] = useSearchParams()
  const all = readFragment(VersionsFragment, versions)
  const shown = all.slice(0, MAX_ROWS)
  const trendDays = useTrendRange(range)
  return (
    <Panel
      title="Versions"
      flush
      aside={
        <Anchor component={Link} to={`analytics/releases${toScopeSearch(params)}`} size="sm">
          All {formatCount(all.length)}
        </Anchor>
      }
    >
      {all.length === 0 && (
        <EmptyState title="No version sent anything in this range">
          Choose a longer range above.
        </EmptyState>
      )}
      {all.length > 0 && (
        <div className={classes.split}>
          <Donut
            slices={toSlices(shown)}
            label={shown
              .map((use) => `${use.appVersion ?? 'not sent'} ${formatShare(use.share)}`)
              .join(', ')}
            figure={formatShare(shown[0]?.share ?? 0)}
          />
          <table className={classes.versions}>
            <caption className={classes.caption}>
              Share of devices, adoption by day, fatal crashes per app start
            </caption>
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col">Share</th>
                <th scope="col">Adoption</th>
                <th scope="col" className={classes.number}>
                  Crash rate
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((use, index) => (
                <tr key={use.appVersion}>
                  <th scope="row">
                    <Link
                      to={`?${withVersion(params, use.appVersion ?? '').toString()}`}
                      className={classes.version}
                    >
                      <span className={classes.swatch} data-series={index + 1} />
                      <span
                        className={classNames(classes.name, 'user-text')}
                        title={use.appVersion ?? undefined}
                      >
                        {use.appVersion ?? <em>not sent</em>}
                      </span>
                    </Link>
                  </th>
                  <td>
                    <span {...tooltip(pluralize(use.devices, 'device'))}>
                      {formatShare(use.share)}
                    </span>
                  </td>
                  <td className={classes.spark}>
                    <Sparkline
                      label={`Devices of ${use.appVersion ?? 'no version'} by day`}
                      values={alignToDays(
                        trendDays,
                        adoption.filter(({ appVersion }) => appVersion === use.appVersion),
                        ({ devices }) => devices,
                      )}
                    />
                  </td>
                  <td className={classes.number}>
                    <span
                      {...tooltip(
                        `${pluralize(use.fatalCrashes, 'fatal crash', 'fatal crashes')} in ${pluralize(use.starts, 'app start')}.`,
                      )}
                    >
                      {use.crashRate === null ? NO_DATA : formatShare(use.crashRate)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

const toSlices = (uses: readonly { appVersion: string | null; share: number }[]): Slice[] =>
  uses.map((use, index) => ({
    label: use.appVersion ?? '',
    share: use.share,
    color: `var(--series-${String(index + 1)})`,
  }))
