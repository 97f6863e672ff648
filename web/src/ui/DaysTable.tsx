import { formatFullDay, NO_DATA } from '@/lib/format'
import type { DayChartData } from '@/ui/charts/model'
import classes from './Table.module.css'

interface DaysTableProps {
  caption: string
  data: DayChartData
  format: (value: number) => string
}

/** The same as the chart, in words and figures. */
export function DaysTable({ caption, data: { days, series }, format }: DaysTableProps) {
  const named = series.filter(({ isUnlabelled }) => !isUnlabelled)
  const value = (name: string, index: number) =>
    series.find((each) => each.name === name)?.values[index] ??
    series.find((each) => each.name === `${name}-open`)?.values[index] ??
    null
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>{caption}, by UTC day</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {named.map(({ name, label }) => (
            <th key={name} scope="col" className={classes.number}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((date, index) => (
          <tr key={date}>
            <th scope="row">{formatFullDay(date)}</th>
            {named.map(({ name }) => {
              const shown = value(name, index)
              return (
                <td key={name} className={classes.number}>
                  {shown === null ? NO_DATA : format(shown)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
