import { averageReturns } from '@/features/analytics/cohorts'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, formatDay, NO_DATA, pluralize, formatShare } from '@/lib/format'
import { tooltip } from '@/ui/tooltip'
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

const RETURN_DAYS = [1, 7, 30] as const

/** Return rates by cohort, as a table with a heat map. */
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
          {RETURN_DAYS.map((days) => (
            <th key={days} scope="col">
              After {pluralize(days, 'day')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr className={classes.average}>
          <th scope="row">Average</th>
          <td />
          {RETURN_DAYS.map((days) => (
            <ReturnRateCell key={days} {...averageReturns(all, days)} />
          ))}
        </tr>
        {all.toReversed().map((cohort) => (
          <tr key={cohort.date}>
            <th scope="row">{formatDay(cohort.date)}</th>
            <td>{formatCount(cohort.devices)}</td>
            {RETURN_DAYS.map((days) => {
              const match = cohort.returned.find(({ afterDays }) => afterDays === days)
              return (
                <ReturnRateCell
                  key={days}
                  rate={match?.rate ?? null}
                  returned={match?.devices ?? null}
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

interface ReturnRateCellProps {
  rate: number | null
  returned: number | null
  devices: number
}

/** The colour is deepest from a rate of 50%, which few apps exceed. */
function ReturnRateCell({ rate, returned, devices }: ReturnRateCellProps) {
  if (rate === null) return <td className={classes.none}>{NO_DATA}</td>
  const depth = Math.round(Math.min(rate / 0.5, 1) * 45)
  return (
    <td
      style={{ background: `color-mix(in srgb, var(--accent) ${String(depth)}%, var(--surface))` }}
    >
      <span
        {...tooltip(`${formatCount(returned ?? 0)} of ${pluralize(devices, 'device')} returned.`)}
      >
        {formatShare(rate)}
      </span>
    </td>
  )
}
