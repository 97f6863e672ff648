import { Paper } from '@mantine/core'
import { Link } from 'react-router'
import { formatCount, NO_DATA } from '@/lib/format'
import { Delta } from '@/ui/Delta'
import { Sparkline } from '@/ui/Sparkline'
import { tooltip } from '@/ui/tooltip'
import classes from './FigureTile.module.css'

/** A figure with its sample size and its previous value. */
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
  /** How it is computed; displayed as a tooltip. */
  explanation: string
  isCompared: boolean
  /** Whether too few days of the previous period have data for a comparison. */
  isPreviousSparse?: boolean
  link?: string
}

const SPARSE_PREVIOUS = 'Most days of the previous period have no data, so there is no comparison.'
const ESTIMATED = 'This is an estimate, because some events were sampled.'

/** A figure with its change, its trend over the range and an explanation on hover. */
export function FigureTile(props: FigureTileProps) {
  const { label, figure, format, explanation, isCompared, isPreviousSparse = false, link } = props
  const { value, previous, isLowSample, isEstimated, byDay } = figure
  const isUncertain = isLowSample && value !== null
  const comparison =
    previous === null ? 'No data in the previous period.' : `Previous period: ${format(previous)}.`
  const previousText = isPreviousSparse ? SPARSE_PREVIOUS : comparison
  const texts = [explanation, isCompared && previousText, isEstimated && ESTIMATED].filter(Boolean)
  return (
    <Paper withBorder component="section" className={classes.tile} aria-label={label}>
      <span className={classes.label}>{link ? <Link to={link}>{label}</Link> : label}</span>
      <span
        {...tooltip(texts.join(' '))}
        className={classes.figure}
        data-uncertain={isUncertain}
        // Focusable, so that keyboard users can read the tooltip.
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
        {...tooltip('The sample is too small for a reliable figure.')}
        className={classes.sample}
      >
        Low sample (n = {formatCount(denominator)})
      </span>
    )
  }
  return isCompared ? (
    <Delta percent={isPreviousSparse ? null : deltaPercent} goodWhen={goodWhen} />
  ) : null
}
