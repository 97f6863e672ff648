import { Anchor } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import { AdoptionSparkline } from '@/features/analytics/AdoptionSparkline'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, NO_DATA, pluralize, formatShare } from '@/lib/format'
import type { AdoptionDay } from '@/lib/figures'
import type { DayRange } from '@/lib/range'
import { toScopeSearch, withVersion } from '@/lib/scope'
import { classNames } from '@/ui/class-names'
import { Donut, type Slice } from '@/ui/Donut'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
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

interface VersionsPanelProps {
  range: DayRange
  versions: readonly FragmentType<typeof VersionsFragment>[]
  /** Devices by version and day; empty until it is loaded. */
  adoption: readonly AdoptionDay[]
}

/** The most used versions with their share, adoption and crash rate. */
export function VersionsPanel({ range, versions, adoption }: VersionsPanelProps) {
  const [params] = useSearchParams()
  const all = readFragment(VersionsFragment, versions)
  const visible = all.slice(0, MAX_ROWS)
  return (
    <Panel
      title="Versions"
      flush
      aside={
        <Anchor component={Link} to={`analytics/releases${toScopeSearch(params)}`} size="sm">
          View all ({formatCount(all.length)})
        </Anchor>
      }
    >
      {all.length === 0 && (
        <EmptyState title="No data in this range">Choose a longer range above.</EmptyState>
      )}
      {all.length > 0 && (
        <div className={classes.split}>
          <Donut
            slices={toSlices(visible)}
            label={visible
              .map((use) => `${use.appVersion ?? 'No version'} ${formatShare(use.share)}`)
              .join(', ')}
            figure={formatShare(visible[0]?.share ?? 0)}
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
              {visible.map((use, index) => (
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
                        {use.appVersion ?? <em>No version</em>}
                      </span>
                    </Link>
                  </th>
                  <td>
                    <span {...tooltip(pluralize(use.devices, 'device'))}>
                      {formatShare(use.share)}
                    </span>
                  </td>
                  <td className={classes.spark}>
                    <AdoptionSparkline version={use.appVersion} range={range} adoption={adoption} />
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
