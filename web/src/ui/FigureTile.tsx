import { Paper } from '@mantine/core'
import { Link } from 'react-router'
import { formatCount, NO_DATA } from '@/lib/format'
import { Delta } from '@/ui/Delta'
import { Sparkline } from '@/ui/Sparkline'
import { tooltip } from '@/ui/tooltip'
import classes from './FigureTile.module.css'

/** A figure with what it is made from, and what it was before. */
export interface Figure {
  value: number | null
  previous: number | null
  deltaPercent: number | null
  denominator: number
  isLowSample: boolean
  isEstimated: boolean
  /** By day; null for days without data. */
  byDay: readonly (number | null)[]
}

interface FigureTileProps {
  label: string
  figure: Figure
  format: (value: number) => string
  goodWhen: 'up' | 'down'
  /** What it is made from, for whoever points at it. */
  explanation: string
  isCompared: boolean
  /** Too few days before have data for a comparison. */
  isPreviousSparse?: boolean
  link?: string
}

const SPARSE_PREVIOUS = 'Most days of the period before have no data: nothing to compare with.'
const ESTIMATED = 'Some events were sampled: their weights are added up.'

/** The figure, its change and whether that is good; its shape over the range; its parts on hover. */
export function FigureTile(props: FigureTileProps) {
  const { label, figure, format, explanation, isCompared, isPreviousSparse = false, link } = props
  const { value, previous, isLowSample, isEstimated, byDay } = figure
  const isUncertain = isLowSample && value !== null
  const known = previous === null ? 'No data in the period before.' : `Before: ${format(previous)}.`
  const before = isPreviousSparse ? SPARSE_PREVIOUS : known
  const detail = [explanation, isCompared && before, isEstimated && ESTIMATED].filter(Boolean)
  return (
    <Paper withBorder component="section" className={classes.tile} aria-label={label}>
      <span className={classes.label}>{link ? <Link to={link}>{label}</Link> : label}</span>
      <span
        {...tooltip(detail.join(' '))}
        className={classes.figure}
        data-uncertain={isUncertain}
        // Focusable, as its tip says what the figure is made from.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {isEstimated && value !== null && '≈ '}
        {value === null ? NO_DATA : format(value)}
      </span>
      <span className={classes.foot}>
        <TileFooter {...props} />
      </span>
      {byDay.length > 0 && <Sparkline values={byDay} label={`${label} by day`} />}
    </Paper>
  )
}

function TileFooter({ figure, goodWhen, isCompared, isPreviousSparse }: FigureTileProps) {
  const { value, denominator, isLowSample, deltaPercent } = figure
  if (value !== null && isLowSample) {
    return (
      <span
        {...tooltip('A rate over few: do not decide anything on it.')}
        className={classes.sample}
      >
        low sample (n = {formatCount(denominator)})
      </span>
    )
  }
  return isCompared ? (
    <Delta percent={isPreviousSparse ? null : deltaPercent} goodWhen={goodWhen} />
  ) : null
}
