import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { CrashRow, type CrashRowFragment } from '@/features/crashes/CrashRow'
import type { FragmentType } from '@/gql'
import { plural } from '@/lib/format'
import { Empty } from '@/ui/EmptyState'
import { NewBar } from '@/ui/NewItemsBar'
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
        <NewBar
          onShow={() => {
            setShown(arrived)
            onShow()
          }}
        >
          {plural(waiting, 'new crash group')}
        </NewBar>
      )}
      {groups.map(({ node }) => (
        <CrashRow key={node.id} group={node} to="crashes" />
      ))}
      {groups.length === 0 && <Empty title="No open crashes">Nothing waits for you.</Empty>}
    </Panel>
  )
}
