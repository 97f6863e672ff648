import { Grid, Stack } from '@mantine/core'
import { useAdoption } from '@/features/analytics/use-adoption'
import { CrashesPanel } from '@/features/overview/CrashesPanel'
import { DailyUsersPanel } from '@/features/overview/DailyUsersPanel'
import { DataHealth } from '@/features/overview/DataHealth'
import { MetricTiles } from '@/features/overview/MetricTiles'
import { VersionsFragment, VersionsPanel } from '@/features/overview/VersionsPanel'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { isComparable, findReleases } from '@/lib/figures'
import type { DayRange } from '@/lib/range'
import classes from './OverviewContent.module.css'

const OverviewContentFragment = graphql(`
  fragment OverviewContent_app on App {
    overview(range: $range, appVersion: $version) {
      series {
        date
      }
      ...MetricTiles_overview
      ...DailyUsersPanel_overview
      ...CrashesPanel_overview
    }
    previous: overview(range: $previousRange, appVersion: $version) @include(if: $isCompared) {
      series {
        date
      }
      ...DailyUsersPanel_overview
    }
    startup: performance(measure: STARTUP, range: $range, appVersion: $version) {
      ...MetricTiles_startup
    }
    previousStartup: performance(measure: STARTUP, range: $previousRange, appVersion: $version)
      @include(if: $isCompared) {
      ...MetricTiles_startup
    }
    versions(range: $range) {
      ...VersionsPanel_version
    }
  }
`)

interface OverviewContentProps {
  app: FragmentType<typeof OverviewContentFragment>
  range: DayRange
  isCompared: boolean
}

/** Tiles, charts and versions of an app that has data. */
export function OverviewContent({ app, range, isCompared }: OverviewContentProps) {
  const data = readFragment(OverviewContentFragment, app)
  const { adoption } = useAdoption(range, readFragment(VersionsFragment, data.versions))
  const isPreviousSparse =
    data.previous !== undefined &&
    !isComparable(data.overview.series.length, data.previous.series.length)
  return (
    <>
      <Grid.Col span={12}>
        <MetricTiles
          overview={data.overview}
          startup={data.startup}
          previousStartup={data.previousStartup ?? null}
          isCompared={isCompared}
          isPreviousSparse={isPreviousSparse}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="md">
          <DailyUsersPanel
            overview={data.overview}
            previous={isPreviousSparse ? null : (data.previous ?? null)}
            releases={findReleases(range, adoption)}
          />
          <CrashesPanel overview={data.overview} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <div className={classes.aside}>
          <VersionsPanel range={range} versions={data.versions} adoption={adoption} />
          <DataHealth lastDay={data.overview.series.at(-1)?.date ?? null} />
        </div>
      </Grid.Col>
    </>
  )
}
