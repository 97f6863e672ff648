import { ActionIcon } from '@mantine/core'
import type { ComponentType } from 'react'
import type { TriageAction, TriageGroup } from '@/features/crashes/triage-actions'
import type { Triage } from '@/features/crashes/use-triage'
import type { CrashGroupStatus } from '@/gql/graphql'
import { truncate } from '@/lib/format'
import { CheckIcon, IgnoreIcon, ReopenIcon } from '@/ui/icons'
import { tooltip } from '@/ui/tooltip'

interface RowAction {
  label: string
  detail: string
  action: TriageAction
  icon: ComponentType<{ size?: number }>
}

const RESOLVE: RowAction = {
  label: 'Resolve',
  detail: 'mark as fixed',
  action: { kind: 'resolve', fix: 'NOW' },
  icon: CheckIcon,
}
const IGNORE: RowAction = {
  label: 'Ignore',
  detail: 'hide from the open crashes',
  action: { kind: 'ignore' },
  icon: IgnoreIcon,
}
const REOPEN: RowAction = {
  label: 'Reopen',
  detail: 'return to the open crashes',
  action: { kind: 'reopen' },
  icon: ReopenIcon,
}

const ACTIONS: Record<CrashGroupStatus, RowAction[]> = {
  OPEN: [RESOLVE, IGNORE],
  RESOLVED: [REOPEN],
  IGNORED: [REOPEN],
}

interface RowActionsProps {
  group: TriageGroup & { message: string }
  triage: Triage
}

/** The triage actions of a row. */
export function RowActions({ group, triage: { disabledReason, triage } }: RowActionsProps) {
  const isDisabled = disabledReason !== null
  return ACTIONS[group.status].map(({ label, detail, action, icon: Icon }) => (
    <ActionIcon
      key={label}
      {...tooltip(disabledReason ?? `${label}: ${detail}`)}
      variant="default"
      size={30}
      aria-label={`${label}: ${truncate(group.message, 80)}`}
      aria-disabled={isDisabled}
      data-disabled={isDisabled || undefined}
      onClick={() => {
        if (!isDisabled) void triage([group], action)
      }}
    >
      <Icon size={16} />
    </ActionIcon>
  ))
}
