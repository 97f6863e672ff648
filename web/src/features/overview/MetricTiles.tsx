import { graphql, readFragment, type FragmentType } from '@/gql'
import { average, briefly, count, duration, plural, share } from '@/lib/format'
import { figureOf, medianOf } from '@/lib/figures'
import { useTrendDays } from '@/lib/now'
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
    lowSample
    estimated
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
  startupBefore: FragmentType<typeof StartupFragment> | null
  isCompared: boolean
  /** Too few days before have data. */
  isThin: boolean
}

export function MetricTiles(props: MetricTilesProps) {
  const { overview, startup, startupBefore, isCompared, isThin } = props
  const { start, end, ...tiles } = readFragment(MetricTilesFragment, overview)
  const range = useTrendDays({ start, end })
  const starts = readFragment(StartupFragment, startup)
  const earlier = readFragment(StartupFragment, startupBefore)
  const dailyUsers = readFragment(TileMetricFragment, tiles.dailyUsers)
  const crashes = readFragment(TileMetricFragment, tiles.crashes)
  const users = readFragment(TileMetricFragment, tiles.crashFreeUsers)
  const sessions = readFragment(TileMetricFragment, tiles.crashFreeSessions)
  const common = { isCompared, isThin }
  return (
    <div className={classes.tiles}>
      <FigureTile
        {...common}
        label="Daily users"
        figure={figureOf(dailyUsers, range)}
        write={average}
        goodWhen="up"
        link="analytics"
        explanation={`Devices with an app start, on average over ${plural(dailyUsers.denominator, 'day')} (${count(dailyUsers.numerator)} in all). The last day may not be over.`}
      />
      <FigureTile
        {...common}
        label="Crashes"
        figure={figureOf(crashes, range)}
        write={count}
        goodWhen="down"
        link="crashes?status=ALL"
        explanation="Crashes, fatal or not, each counted once."
      />
      <FigureTile
        {...common}
        label="Crash-free users"
        figure={figureOf(users, range)}
        write={share}
        goodWhen="up"
        explanation={`${count(users.numerator)} of ${plural(users.denominator, 'device')} had no fatal crash.`}
      />
      <FigureTile
        {...common}
        label="Crash-free sessions"
        figure={figureOf(sessions, range)}
        write={share}
        goodWhen="up"
        explanation={`${count(sessions.numerator)} of ${plural(sessions.denominator, 'session')} had no fatal crash.`}
      />
      <FigureTile
        {...common}
        label="Median start"
        figure={medianOf(starts, earlier?.whole ?? null, range)}
        write={duration}
        goodWhen="down"
        link="analytics/performance"
        explanation={`Half of ${plural(starts.whole?.count ?? 0, 'measured start')} took no longer.`}
      />
      <FigureTile
        {...common}
        label="Average session"
        figure={figureOf(readFragment(TileMetricFragment, tiles.averageSessionSeconds), range)}
        write={briefly}
        goodWhen="up"
        explanation={`What app_stop events tell, over ${plural(readFragment(TileMetricFragment, tiles.sessions).numerator, 'session')}.`}
      />
    </div>
  )
}
