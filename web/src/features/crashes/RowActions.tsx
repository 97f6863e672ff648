import { ActionIcon } from '@mantine/core'
import type { ComponentType } from 'react'
import type { TriageAction, TriageGroup } from '@/features/crashes/triage-actions'
import type { Triage } from '@/features/crashes/use-triage'
import type { CrashGroupStatus } from '@/gql/graphql'
import { truncate } from '@/lib/format'
import { CheckIcon, IgnoreIcon, ReopenIcon } from '@/ui/icons'
import { tooltip } from '@/ui/tooltip'

interface Action {
  label: string
  detail: string
  action: TriageAction
  icon: ComponentType<{ size?: number }>
}

const RESOLVE: Action = {
  label: 'Resolve',
  detail: 'It is fixed.',
  action: { kind: 'resolve', fix: 'NOW' },
  icon: CheckIcon,
}
const IGNORE: Action = {
  label: 'Ignore',
  detail: 'It may stay as it is.',
  action: { kind: 'ignore' },
  icon: IgnoreIcon,
}
const REOPEN: Action = {
  label: 'Reopen',
  detail: 'It waits for someone again.',
  action: { kind: 'reopen' },
  icon: ReopenIcon,
}

const ACTIONS: Record<CrashGroupStatus, Action[]> = {
  OPEN: [RESOLVE, IGNORE],
  RESOLVED: [REOPEN],
  IGNORED: [REOPEN],
}

interface RowActionsProps {
  group: TriageGroup & { message: string }
  decisions: Triage
}

/** The two decisions that a row offers without a menu. */
export function RowActions({ group, decisions: { disabledReason, triage } }: RowActionsProps) {
  const isRefused = disabledReason !== null
  return ACTIONS[group.status].map(({ label, detail, action, icon: Icon }) => (
    <ActionIcon
      key={label}
      {...tooltip(disabledReason ?? `${label}: ${detail}`)}
      variant="default"
      size={30}
      aria-label={`${label}: ${truncate(group.message, 80)}`}
      aria-disabled={isRefused}
      data-disabled={isRefused || undefined}
      onClick={() => {
        if (!isRefused) void triage([group], action)
      }}
    >
      <Icon size={16} />
    </ActionIcon>
  ))
}
