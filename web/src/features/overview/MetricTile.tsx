import { Paper, Tooltip } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { NO_DATA, plural } from '@/lib/format'
import { Delta } from '@/ui/Delta'
import classes from './MetricTile.module.css'

export const MetricTileFragment = graphql(`
  fragment MetricTile_metric on Metric {
    value
    previous
    deltaPercent
    numerator
    denominator
    lowSample
  }
`)

interface MetricTileProps {
  label: string
  metric: FragmentType<typeof MetricTileFragment>
  write: (value: number) => string
  goodWhen: 'up' | 'down'
  explain: (numerator: number, denominator: number) => string
  link?: string
}

export function MetricTile({ label, metric, write, goodWhen, explain, link }: MetricTileProps) {
  const { value, previous, deltaPercent, numerator, denominator, lowSample } = readFragment(
    MetricTileFragment,
    metric,
  )
  const isUncertain = lowSample && value !== null
  const before =
    previous === null ? 'No data in the period before.' : `Period before: ${write(previous)}.`
  return (
    <Paper withBorder className={classes.tile}>
      <span className={classes.label}>{link ? <TileLink to={link}>{label}</TileLink> : label}</span>
      <Tooltip label={`${explain(numerator, denominator)} ${before}`}>
        <span className={classes.figure} data-uncertain={isUncertain}>
          {value === null ? NO_DATA : write(value)}
        </span>
      </Tooltip>
      <span className={classes.foot}>
        {isUncertain ? (
          <Tooltip label={`A rate over few: ${plural(denominator, 'device')}.`}>
            <span className={classes.sample}>low sample (n = {denominator})</span>
          </Tooltip>
        ) : (
          <Delta percent={deltaPercent} goodWhen={goodWhen} />
        )}
      </span>
    </Paper>
  )
}

/** Goes to a page of the same app, with the same range. */
function TileLink({ to, children }: { to: string; children: string }) {
  const [params] = useSearchParams()
  const kept = params.size > 0 ? `&${params.toString()}` : ''
  return <Link to={`${to}${kept}`}>{children}</Link>
}
