import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { CrashRow, type CrashRowFragment } from '@/features/crashes/CrashRow'
import type { FragmentType } from '@/gql'
import { pluralize } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import { NewItemsBar } from '@/ui/NewItemsBar'
import { Panel } from '@/ui/Panel'

interface NewestCrashesProps {
  groups: readonly {
    node: { id: string } & FragmentType<typeof CrashRowFragment>
  }[]
  /** Number of new groups announced by the live connection. */
  newGroupCount: number
  onShow: () => void
}

export function NewestCrashes({ groups, newGroupCount, onShow }: NewestCrashesProps) {
  const [seenCount, setSeenCount] = useState(newGroupCount)
  const waitingCount = newGroupCount - seenCount
  return (
    <Panel
      title="Latest open crash groups"
      flush
      aside={
        <Anchor component={Link} to="crashes" size="sm">
          View all crashes
        </Anchor>
      }
    >
      {waitingCount > 0 && (
        <NewItemsBar
          onShow={() => {
            setSeenCount(newGroupCount)
            onShow()
          }}
        >
          {pluralize(waitingCount, 'new crash group')}
        </NewItemsBar>
      )}
      {groups.map(({ node }) => (
        <CrashRow key={node.id} group={node} to="crashes" />
      ))}
      {groups.length === 0 && (
        <EmptyState title="No open crashes">New crash groups appear here.</EmptyState>
      )}
    </Panel>
  )
}
