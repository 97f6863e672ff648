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
  /** How many new groups the live connection has announced. */
  arrived: number
  onShow: () => void
}

export function NewestCrashes({ groups, arrived, onShow }: NewestCrashesProps) {
  const [shown, setShown] = useState(arrived)
  const waiting = arrived - shown
  return (
    <Panel
      title="Latest open crash groups"
      flush
      aside={
        <Anchor component={Link} to="crashes" size="sm">
          All crashes
        </Anchor>
      }
    >
      {waiting > 0 && (
        <NewItemsBar
          onShow={() => {
            setShown(arrived)
            onShow()
          }}
        >
          {pluralize(waiting, 'new crash group')}
        </NewItemsBar>
      )}
      {groups.map(({ node }) => (
        <CrashRow key={node.id} group={node} to="crashes" />
      ))}
      {groups.length === 0 && (
        <EmptyState title="No open crashes">Nothing waits for you.</EmptyState>
      )}
    </Panel>
  )
}
