import { graphql, readFragment, type FragmentType } from '@/gql'
import {
  formatAverage,
  formatBriefSeconds,
  formatCount,
  formatDuration,
  pluralize,
  formatShare,
} from '@/lib/format'
import { toFigure, toMedianFigure } from '@/lib/figures'
import { useTrendRange } from '@/lib/now'
import { FigureTile } from '@/ui/FigureTile'
import classes from '@/ui/FigureTile.module.css'

const MetricTilesFragment = graphql(`
  fragment MetricTiles_overview on Overview {
    start
    end
    dailyUsers {
      ...TileMetric
    }
    crashes {
      ...TileMetric
    }
    crashFreeUsers {
      ...TileMetric
    }
    crashFreeSessions {
      ...TileMetric
    }
    sessions {
      ...TileMetric
    }
    averageSessionSeconds {
      ...TileMetric
    }
  }
`)

export const TileMetricFragment = graphql(`
  fragment TileMetric on Metric {
    value
    previous
    deltaPercent
    numerator
    denominator
    isLowSample
    isEstimated
    series {
      date
      value
    }
  }
`)

const StartupFragment = graphql(`
  fragment MetricTiles_startup on Performance {
    whole {
      p50
      count
    }
    byDay {
      date
      p50
      count
    }
  }
`)

interface MetricTilesProps {
  overview: FragmentType<typeof MetricTilesFragment>
  startup: FragmentType<typeof StartupFragment>
  previousStartup: FragmentType<typeof StartupFragment> | null
  isCompared: boolean
  /** Whether too few days of the previous period have data. */
  isPreviousSparse: boolean
}

export function MetricTiles(props: MetricTilesProps) {
  const { overview, startup, previousStartup, isCompared, isPreviousSparse } = props
  const { start, end, ...tiles } = readFragment(MetricTilesFragment, overview)
  const range = useTrendRange({ start, end })
  const starts = readFragment(StartupFragment, startup)
  const previousStarts = readFragment(StartupFragment, previousStartup)
  const dailyUsers = readFragment(TileMetricFragment, tiles.dailyUsers)
  const crashes = readFragment(TileMetricFragment, tiles.crashes)
  const users = readFragment(TileMetricFragment, tiles.crashFreeUsers)
  const sessions = readFragment(TileMetricFragment, tiles.crashFreeSessions)
  const common = { isCompared, isPreviousSparse }
  return (
    <div className={classes.tiles}>
      <FigureTile
        {...common}
        label="Daily users"
        figure={toFigure(dailyUsers, range)}
        format={formatAverage}
        goodWhen="up"
        link="analytics"
        explanation={`Mean number of devices with an app start per day, over ${pluralize(dailyUsers.denominator, 'day')} (${formatCount(dailyUsers.numerator)} in total). The last day may be incomplete.`}
      />
      <FigureTile
        {...common}
        label="Crashes"
        figure={toFigure(crashes, range)}
        format={formatCount}
        goodWhen="down"
        link="crashes?status=ALL"
        explanation="Fatal and handled crashes. Duplicates are counted once."
      />
      <FigureTile
        {...common}
        label="Crash-free users"
        figure={toFigure(users, range)}
        format={formatShare}
        goodWhen="up"
        explanation={`${formatCount(users.numerator)} of ${pluralize(users.denominator, 'device')} had no fatal crash.`}
      />
      <FigureTile
        {...common}
        label="Crash-free sessions"
        figure={toFigure(sessions, range)}
        format={formatShare}
        goodWhen="up"
        explanation={`${formatCount(sessions.numerator)} of ${pluralize(sessions.denominator, 'session')} had no fatal crash.`}
      />
      <FigureTile
        {...common}
        label="Median startup"
        figure={toMedianFigure(starts, previousStarts?.whole ?? null, range)}
        format={formatDuration}
        goodWhen="down"
        link="analytics/performance"
        explanation={`Half of ${pluralize(starts.whole?.count ?? 0, 'measured app start')} took at most this long.`}
      />
      <FigureTile
        {...common}
        label="Average session"
        figure={toFigure(readFragment(TileMetricFragment, tiles.averageSessionSeconds), range)}
        format={formatBriefSeconds}
        goodWhen="up"
        explanation={`Mean of app_stop.duration_seconds over ${pluralize(readFragment(TileMetricFragment, tiles.sessions).numerator, 'session')}.`}
      />
    </div>
  )
}
