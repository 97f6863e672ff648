import { graphql, readFragment, type FragmentType } from '@/gql'
import { Empty } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'
import { Panel } from '@/ui/Panel'
import { RankedList } from '@/ui/RankedList'

const TopFragment = graphql(`
  fragment TopPanel_item on ItemUse {
    item
    count
    devices
    share
    estimated
  }
`)

interface TopPanelProps {
  title: string
  /** A name of docs/api.md. */
  metric: string
  /** What the values are. */
  name: string
  /** The event type that tells them. */
  source: string
  items: readonly FragmentType<typeof TopFragment>[]
}

export function TopPanel({ title, metric, name, source, items }: TopPanelProps) {
  return (
    <Panel title={title} flush aside={items.length > 0 && <ExportMenu metric={metric} />}>
      {items.length === 0 ? (
        <Empty title="Nothing in this range">
          Comes from <code>{source}</code> events, which need the user&apos;s consent.
        </Empty>
      ) : (
        <RankedList name={name} items={readFragment(TopFragment, items)} />
      )}
    </Panel>
  )
}
