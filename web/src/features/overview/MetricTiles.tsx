import { MetricTile } from '@/features/overview/MetricTile'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { average, count, plural, share } from '@/lib/format'
import classes from './MetricTile.module.css'

const MetricTilesFragment = graphql(`
  fragment MetricTiles_overview on Overview {
    dailyUsers {
      ...MetricTile_metric
    }
    crashes {
      ...MetricTile_metric
    }
    crashFreeUsers {
      ...MetricTile_metric
    }
    sessions {
      ...MetricTile_metric
    }
    starts {
      ...MetricTile_metric
    }
  }
`)

interface MetricTilesProps {
  overview: FragmentType<typeof MetricTilesFragment>
}

export function MetricTiles({ overview }: MetricTilesProps) {
  const tiles = readFragment(MetricTilesFragment, overview)
  return (
    <div className={classes.tiles}>
      <MetricTile
        label="Daily users"
        metric={tiles.dailyUsers}
        write={average}
        goodWhen="up"
        explain={(devices, days) =>
          `Devices with an app start a day, on average over ${plural(days, 'day')} (${count(devices)} in all). The last day may not be over yet.`
        }
      />
      <MetricTile
        label="Crashes"
        metric={tiles.crashes}
        write={count}
        goodWhen="down"
        link="crashes?status=ALL"
        explain={() => 'Crashes, fatal or not, each counted once.'}
      />
      <MetricTile
        label="Crash-free users"
        metric={tiles.crashFreeUsers}
        write={share}
        goodWhen="up"
        explain={(free, seen) => `${count(free)} of ${plural(seen, 'device')} had no fatal crash.`}
      />
      <MetricTile
        label="Sessions"
        metric={tiles.sessions}
        write={count}
        goodWhen="up"
        explain={() => 'Sessions with an event.'}
      />
      <MetricTile
        label="App starts"
        metric={tiles.starts}
        write={count}
        goodWhen="up"
        explain={() => 'app_start events.'}
      />
    </div>
  )
}
