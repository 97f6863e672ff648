import { meanReturns } from '@/features/analytics/cohorts'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, day, NO_DATA, plural, share } from '@/lib/format'
import { tip } from '@/ui/tooltip'
import classes from './CohortTable.module.css'

const CohortFragment = graphql(`
  fragment CohortTable_cohort on Cohort {
    date
    devices
    returned {
      afterDays
      devices
      rate
    }
  }
`)

const AFTER = [1, 7, 30] as const

/** A heat map that is a table: the deeper the colour, the more came back. */
export function CohortTable({
  cohorts,
}: {
  cohorts: readonly FragmentType<typeof CohortFragment>[]
}) {
  const all = readFragment(CohortFragment, cohorts)
  return (
    <table className={classes.cohorts}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Devices</th>
          {AFTER.map((days) => (
            <th key={days} scope="col">
              After {plural(days, 'day')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr className={classes.mean}>
          <th scope="row">All days</th>
          <td />
          {AFTER.map((days) => (
            <Cell key={days} {...meanReturns(all, days)} />
          ))}
        </tr>
        {all.toReversed().map((cohort) => (
          <tr key={cohort.date}>
            <th scope="row">{day(cohort.date)}</th>
            <td>{count(cohort.devices)}</td>
            {AFTER.map((days) => {
              const found = cohort.returned.find(({ afterDays }) => afterDays === days)
              return (
                <Cell
                  key={days}
                  rate={found?.rate ?? null}
                  returned={found?.devices ?? null}
                  devices={cohort.devices}
                />
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps {
  rate: number | null
  returned: number | null
  devices: number
}

/** The colour is at its deepest at a half: hardly any app has more. */
function Cell({ rate, returned, devices }: CellProps) {
  if (rate === null) return <td className={classes.none}>{NO_DATA}</td>
  const depth = Math.round(Math.min(rate / 0.5, 1) * 45)
  return (
    <td
      style={{ background: `color-mix(in srgb, var(--accent) ${String(depth)}%, var(--surface))` }}
    >
      <span {...tip(`${count(returned ?? 0)} of ${plural(devices, 'device')} came back.`)}>
        {share(rate)}
      </span>
    </td>
  )
}
