import { count, plural, share } from '@/lib/format'
import { tip } from '@/ui/tooltip'
import classes from './RankedList.module.css'

export interface RankedItem {
  item: string
  count: number
  devices: number
  share: number
  estimated: boolean
}

interface RankedListProps {
  /** What the first column holds. */
  name: string
  items: readonly RankedItem[]
}

const ESTIMATED = ' Some events were sampled: their weights are added up.'

/** Values by how often they came, with bars. */
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
              <span className={`foreign ${classes.name ?? ''}`}>{each.item}</span>
            </th>
            <td>
              <span {...tip(`${plural(each.count, 'event')}.${each.estimated ? ESTIMATED : ''}`)}>
                {each.estimated && '≈ '}
                {count(each.count)}
              </span>
            </td>
            <td>{count(each.devices)}</td>
            <td>{share(each.share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
