import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { ComponentType } from 'react'
import type { Triage } from '@/features/crashes/use-triage'
import type { CrashGroupStatus } from '@/gql/graphql'
import { clipped } from '@/lib/format'
import { CheckIcon, IgnoreIcon, ReopenIcon } from '@/ui/icons'

interface Action {
  label: string
  detail: string
  to: CrashGroupStatus
  icon: ComponentType<{ size?: number }>
}

const RESOLVE: Action = {
  label: 'Resolve',
  detail: 'It is fixed.',
  to: 'RESOLVED',
  icon: CheckIcon,
}
const IGNORE: Action = {
  label: 'Ignore',
  detail: 'It may stay as it is.',
  to: 'IGNORED',
  icon: IgnoreIcon,
}
const REOPEN: Action = {
  label: 'Reopen',
  detail: 'It waits for someone again.',
  to: 'OPEN',
  icon: ReopenIcon,
}

const ACTIONS: Record<CrashGroupStatus, Action[]> = {
  OPEN: [RESOLVE, IGNORE],
  RESOLVED: [REOPEN],
  IGNORED: [REOPEN],
}

interface TriageButtonsProps {
  triage: Triage
  /** What the buttons are about, for those who cannot see the row. */
  about: string
  withWords?: boolean
}

export function TriageButtons({ triage, about, withWords = false }: TriageButtonsProps) {
  return ACTIONS[triage.status].map(({ label, detail, to, icon: Icon }) => {
    const isRefused = triage.refusal !== null
    const shared = {
      variant: 'default',
      'aria-disabled': isRefused,
      'data-disabled': isRefused || undefined,
      onClick: () => {
        if (!isRefused) triage.set(to)
      },
    } as const
    return (
      <Tooltip key={to} label={triage.refusal ?? (withWords ? detail : `${label}: ${detail}`)}>
        {withWords ? (
          <Button {...shared} size="xs" leftSection={<Icon size={16} />}>
            {label}
          </Button>
        ) : (
          <ActionIcon {...shared} size={30} aria-label={`${label}: ${clipped(about, 80)}`}>
            <Icon size={16} />
          </ActionIcon>
        )}
      </Tooltip>
    )
  })
}
