import { LEVELS, type MeasureWords } from '@/features/analytics/measures'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { plural } from '@/lib/format'
import { changePercent, isComparable } from '@/lib/figures'
import { eachDay, type DayRange } from '@/lib/range'
import { FigureTile } from '@/ui/FigureTile'
import classes from '@/ui/FigureTile.module.css'

const TilesFragment = graphql(`
  fragment PercentileTiles_performance on Performance {
    whole {
      count
      p50
      p75
      p95
      p99
    }
    byDay {
      date
      p50
      p75
      p95
      p99
    }
  }
`)

/** Below it, a percentile says little. */
const FEWEST = 30

const SAID = {
  p50: 'Half of',
  p75: '75 in 100 of',
  p95: '95 in 100 of',
  p99: '99 in 100 of',
}

interface PercentileTilesProps {
  words: MeasureWords
  range: DayRange
  performance: FragmentType<typeof TilesFragment>
  before: FragmentType<typeof TilesFragment> | null
}

export function PercentileTiles({ words, range, performance, before }: PercentileTilesProps) {
  const { whole, byDay } = readFragment(TilesFragment, performance)
  const past = readFragment(TilesFragment, before)
  const earlier = past?.whole ?? null
  const isThin = past !== null && !isComparable(byDay.length, past.byDay.length)
  const days = new Map(byDay.map((each) => [each.date, each]))
  return (
    <div className={classes.tiles} data-few="true">
      {LEVELS.map(({ key }) => {
        const value = whole?.[key] ?? null
        const previous = earlier?.[key] ?? null
        return (
          <FigureTile
            key={key}
            label={`${words.label}, ${key}`}
            write={words.write}
            goodWhen={words.measure === 'SESSION' ? 'up' : 'down'}
            isCompared={before !== null}
            isThin={isThin}
            explanation={`${SAID[key]} ${plural(whole?.count ?? 0, 'value')} are not above it.`}
            figure={{
              value,
              previous,
              deltaPercent: changePercent(value, previous),
              denominator: whole?.count ?? 0,
              lowSample: (whole?.count ?? 0) < FEWEST,
              estimated: false,
              byDay: eachDay(range).map((date) => days.get(date)?.[key] ?? null),
            }}
          />
        )
      })}
    </div>
  )
}
