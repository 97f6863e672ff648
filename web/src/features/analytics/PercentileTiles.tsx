import { PERCENTILES, type MeasureInfo } from '@/features/analytics/measures'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { pluralize } from '@/lib/format'
import { computeChangePercent, isComparable } from '@/lib/figures'
import { listDays, type DayRange } from '@/lib/range'
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

/** A percentile of fewer values is marked as a low sample. */
const MIN_SAMPLE = 30

const EXPLANATIONS = {
  p50: '50% of',
  p75: '75% of',
  p95: '95% of',
  p99: '99% of',
}

interface PercentileTilesProps {
  measure: MeasureInfo
  range: DayRange
  performance: FragmentType<typeof TilesFragment>
  previous: FragmentType<typeof TilesFragment> | null
}

export function PercentileTiles({ measure, range, performance, previous }: PercentileTilesProps) {
  const { whole, byDay } = readFragment(TilesFragment, performance)
  const previousPerformance = readFragment(TilesFragment, previous)
  const isPreviousSparse =
    previousPerformance !== null && !isComparable(byDay.length, previousPerformance.byDay.length)
  const days = new Map(byDay.map((each) => [each.date, each]))
  return (
    <div className={classes.tiles} data-few="true">
      {PERCENTILES.map(({ key }) => {
        const value = whole?.[key] ?? null
        const previous = previousPerformance?.whole?.[key] ?? null
        return (
          <FigureTile
            key={key}
            label={`${measure.label}, ${key}`}
            format={measure.format}
            goodWhen={measure.measure === 'SESSION' ? 'up' : 'down'}
            isCompared={previous !== null}
            isPreviousSparse={isPreviousSparse}
            explanation={`${EXPLANATIONS[key]} ${pluralize(whole?.count ?? 0, 'value')} are at or below this.`}
            figure={{
              value,
              previous,
              deltaPercent: computeChangePercent(value, previous),
              denominator: whole?.count ?? 0,
              isLowSample: (whole?.count ?? 0) < MIN_SAMPLE,
              isEstimated: false,
              byDay: listDays(range).map((date) => days.get(date)?.[key] ?? null),
            }}
          />
        )
      })}
    </div>
  )
}
