import { formatCount, pluralize, formatShare } from '@/lib/format'
import { tooltip } from '@/ui/tooltip'
import classes from './RankedList.module.css'

export interface RankedItem {
  item: string
  count: number
  devices: number
  share: number
  isEstimated: boolean
}

interface RankedListProps {
  /** Header of the first column. */
  name: string
  items: readonly RankedItem[]
}

const ESTIMATED = ' This is an estimate, because some events were sampled.'

/** Values ranked by frequency, with bars. */
export function RankedList({ name, items }: RankedListProps) {
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">Events</th>
          <th scope="col">Devices</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.item}>
            <th scope="row">
              <span className={classes.bar} style={{ width: `${String(each.share * 100)}%` }} />
              <span className={`user-text ${classes.name ?? ''}`}>{each.item}</span>
            </th>
            <td>
              <span
                {...tooltip(
                  `${pluralize(each.count, 'event')}.${each.isEstimated ? ESTIMATED : ''}`,
                )}
              >
                {each.isEstimated && '≈ '}
                {formatCount(each.count)}
              </span>
            </td>
            <td>{formatCount(each.devices)}</td>
            <td>{formatShare(each.share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
