import classes from './Donut.module.css'

export interface Slice {
  label: string
  /** Between 0 and 1. The shares of all slices add up to at most 1. */
  share: number
  color: string
}

interface DonutProps {
  slices: readonly Slice[]
  label: string
  /** Displayed in the middle. */
  figure: string
}

const RADIUS = 40
const CIRCUMFERENCE = 2 * Math.PI * RADIUS
const GAP = 1.5

/** A donut chart without labels; the list beside it has names and figures. */
export function Donut({ slices, label, figure }: DonutProps) {
  return (
    <svg className={classes.donut} viewBox="0 0 100 100" role="img" aria-label={label}>
      <circle cx="50" cy="50" r={RADIUS} className={classes.track} />
      {slices.map(({ label: name, share, color }, index) => {
        const before = slices.slice(0, index).reduce((sum, each) => sum + each.share, 0)
        const length = Math.max(share * CIRCUMFERENCE - (slices.length > 1 ? GAP : 0), 0.5)
        return (
          <circle
            key={name}
            cx="50"
            cy="50"
            r={RADIUS}
            className={classes.slice}
            stroke={color}
            strokeDasharray={`${String(length)} ${String(CIRCUMFERENCE - length)}`}
            strokeDashoffset={-before * CIRCUMFERENCE}
          />
        )
      })}
      <text x="50" y="50" className={classes.figure}>
        {figure}
      </text>
    </svg>
  )
}
