import { Button, Group, Text } from '@mantine/core'
import type { TriageAction, TriageGroup } from '@/features/crashes/triage-actions'
import { AssignMenu, IgnoreMenu, ReopenButton, ResolveMenu } from '@/features/crashes/TriageMenus'
import { pluralize } from '@/lib/format'
import classes from './CrashList.module.css'

interface SelectionBarProps {
  groups: readonly TriageGroup[]
  disabledReason: string | null
  isAssigning: boolean
  onAssigningChange: (isAssigning: boolean) => void
  onTriage: (action: TriageAction) => void
  onClear: () => void
}

/** Triage of all selected groups. */
export function SelectionBar(props: SelectionBarProps) {
  const { groups, disabledReason, isAssigning, onAssigningChange, onTriage, onClear } = props
  const shared = { disabledReason, onTriage }
  return (
    <Group className={classes.selection} gap="xs" role="toolbar" aria-label="Selected crashes">
      <Text fw={600}>{pluralize(groups.length, 'crash', 'crashes')} selected</Text>
      <span className={classes.spacer} />
      {groups.some(({ status }) => status !== 'OPEN') && <ReopenButton {...shared} />}
      <ResolveMenu {...shared} />
      <IgnoreMenu {...shared} />
      <AssignMenu {...shared} opened={isAssigning} onChange={onAssigningChange} />
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
        Clear selection
      </Button>
    </Group>
  )
}
