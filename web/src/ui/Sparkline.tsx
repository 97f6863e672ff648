import classes from './Sparkline.module.css'

interface SparklineProps {
  /** Oldest first; null is a gap. */
  values: readonly (number | null)[]
  /** Describes the line for screen readers. */
  label: string
  meaning?: 'neutral' | 'bad'
}

const WIDTH = 100
const HEIGHT = 24
const EDGE = 2

/** A small line chart without axes. */
export function Sparkline({ values, label, meaning = 'neutral' }: SparklineProps) {
  return (
    <svg
      className={classes.spark}
      data-meaning={meaning}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path d={toSparklinePath(values)} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

/** Builds an SVG path with a new stroke after each gap; a single point becomes a short dash. */
export function toSparklinePath(values: readonly (number | null)[]): string {
  const present = values.filter((value) => value !== null)
  if (present.length === 0) return ''
  const low = Math.min(...present)
  const span = Math.max(...present) - low
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0
  const height = (value: number) =>
    span === 0 ? HEIGHT / 2 : HEIGHT - EDGE - ((value - low) / span) * (HEIGHT - 2 * EDGE)
  return values
    .map((value, index) => {
      if (value === null) return ''
      const at = `${formatCoordinate(index * step)} ${formatCoordinate(height(value))}`
      const isJoined = (values[index - 1] ?? null) !== null
      const isAlone = !isJoined && (values[index + 1] ?? null) === null
      return `${isJoined ? 'L' : 'M'}${at}${isAlone ? 'h1' : ''}`
    })
    .join('')
}

const formatCoordinate = (value: number): string => String(Math.round(value * 100) / 100)
