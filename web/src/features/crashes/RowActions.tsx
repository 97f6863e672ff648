import { ActionIcon } from '@mantine/core'
import type { ComponentType } from 'react'
import type { Decision, Triaged } from '@/features/crashes/triage-actions'
import type { Decisions } from '@/features/crashes/use-triage'
import type { CrashGroupStatus } from '@/gql/graphql'
import { clipped } from '@/lib/format'
import { CheckIcon, IgnoreIcon, ReopenIcon } from '@/ui/icons'
import { tip } from '@/ui/tooltip'

interface Action {
  label: string
  detail: string
  decision: Decision
  icon: ComponentType<{ size?: number }>
}

const RESOLVE: Action = {
  label: 'Resolve',
  detail: 'It is fixed.',
  decision: { kind: 'resolve', fix: 'NOW' },
  icon: CheckIcon,
}
const IGNORE: Action = {
  label: 'Ignore',
  detail: 'It may stay as it is.',
  decision: { kind: 'ignore' },
  icon: IgnoreIcon,
}
const REOPEN: Action = {
  label: 'Reopen',
  detail: 'It waits for someone again.',
  decision: { kind: 'reopen' },
  icon: ReopenIcon,
}

const ACTIONS: Record<CrashGroupStatus, Action[]> = {
  OPEN: [RESOLVE, IGNORE],
  RESOLVED: [REOPEN],
  IGNORED: [REOPEN],
}

interface RowActionsProps {
  group: Triaged & { message: string }
  decisions: Decisions
}

/** The two decisions that a row offers without a menu. */
export function RowActions({ group, decisions: { refusal, decide } }: RowActionsProps) {
  const isRefused = refusal !== null
  return ACTIONS[group.status].map(({ label, detail, decision, icon: Icon }) => (
    <ActionIcon
      key={label}
      {...tip(refusal ?? `${label}: ${detail}`)}
      variant="default"
      size={30}
      aria-label={`${label}: ${clipped(group.message, 80)}`}
      aria-disabled={isRefused}
      data-disabled={isRefused || undefined}
      onClick={() => {
        if (!isRefused) void decide([group], decision)
      }}
    >
      <Icon size={16} />
    </ActionIcon>
  ))
}
