import { graphql, readFragment, type FragmentType } from '@/gql'
import { EmptyState } from '@/ui/EmptyState'
import { ExportMenu } from '@/ui/ExportMenu'
import { Panel } from '@/ui/Panel'
import { RankedList } from '@/ui/RankedList'

const TopItemsFragment = graphql(`
  fragment TopItemsPanel_item on ItemUsage {
    item
    count
    devices
    share
    isEstimated
  }
`)

interface TopItemsPanelProps {
  title: string
  /** A name of docs/api.md. */
  metric: string
  /** What the values are. */
  name: string
  /** The event type that tells them. */
  source: string
  items: readonly FragmentType<typeof TopItemsFragment>[]
}

export function TopItemsPanel({ title, metric, name, source, items }: TopItemsPanelProps) {
  return (
    <Panel title={title} flush aside={items.length > 0 && <ExportMenu metric={metric} />}>
      {items.length === 0 ? (
        <EmptyState title="Nothing in this range">
          Comes from <code>{source}</code> events, which need the user&apos;s consent.
        </EmptyState>
      ) : (
        <RankedList name={name} items={readFragment(TopItemsFragment, items)} />
      )}
    </Panel>
  )
}
