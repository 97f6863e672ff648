import { Button, Group, Text } from '@mantine/core'
import type { Decision, Triaged } from '@/features/crashes/triage-actions'
import { AssignMenu, IgnoreMenu, ReopenButton, ResolveMenu } from '@/features/crashes/TriageMenus'
import { plural } from '@/lib/format'
import classes from './CrashList.module.css'

interface SelectionBarProps {
  groups: readonly Triaged[]
  refusal: string | null
  isAssigning: boolean
  onAssigning: (isAssigning: boolean) => void
  onDecide: (decision: Decision) => void
  onClear: () => void
}

/** What to do with all the selected groups at once. */
export function SelectionBar(props: SelectionBarProps) {
  const { groups, refusal, isAssigning, onAssigning, onDecide, onClear } = props
  const shared = { refusal, onDecide }
  return (
    <Group className={classes.selection} gap="xs" role="toolbar" aria-label="Selected crashes">
      <Text fw={600}>{plural(groups.length, 'crash', 'crashes')} selected</Text>
      <span className={classes.spread} />
      {groups.some(({ status }) => status !== 'OPEN') && <ReopenButton {...shared} />}
      <ResolveMenu {...shared} />
      <IgnoreMenu {...shared} />
      <AssignMenu {...shared} opened={isAssigning} onChange={onAssigning} />
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
        Clear
      </Button>
    </Group>
  )
}
