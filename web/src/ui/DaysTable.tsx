import { formatFullDay, NO_DATA } from '@/lib/format'
import type { DayChartData } from '@/ui/charts/model'
import classes from './Table.module.css'

interface DaysTableProps {
  caption: string
  data: DayChartData
  format: (value: number) => string
}

/** The data of a chart as a table. */
export function DaysTable({ caption, data: { days, series }, format }: DaysTableProps) {
  const labelled = series.filter(({ isUnlabelled }) => !isUnlabelled)
  const findValue = (name: string, index: number) =>
    series.find((each) => each.name === name)?.values[index] ??
    series.find((each) => each.name === `${name}-today`)?.values[index] ??
    null
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>{caption}, by UTC day</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {labelled.map(({ name, label }) => (
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
            {labelled.map(({ name }) => {
              const value = findValue(name, index)
              return (
                <td key={name} className={classes.number}>
                  {value === null ? NO_DATA : format(value)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
