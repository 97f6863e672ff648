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
  /** The metric for the export, as listed in docs/api.md. */
  metric: string
  /** Header of the values' column. */
  name: string
  /** The event type that contains the values. */
  source: string
  items: readonly FragmentType<typeof TopItemsFragment>[]
}

export function TopItemsPanel({ title, metric, name, source, items }: TopItemsPanelProps) {
  return (
    <Panel title={title} flush aside={items.length > 0 && <ExportMenu metric={metric} />}>
      {items.length === 0 ? (
        <EmptyState title="No data in this range">
          Based on <code>{source}</code> events, which require the user&apos;s consent.
        </EmptyState>
      ) : (
        <RankedList name={name} items={readFragment(TopItemsFragment, items)} />
      )}
    </Panel>
  )
}
