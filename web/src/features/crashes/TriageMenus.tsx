import { Button, Popover, type ButtonProps } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { AssignForm } from '@/features/crashes/AssignForm'
import type { TriageAction } from '@/features/crashes/triage-actions'
import { IgnoreForm } from '@/features/crashes/IgnoreForm'
import { ResolveForm } from '@/features/crashes/ResolveForm'
import { CheckIcon, DownIcon, IgnoreIcon, PersonIcon, ReopenIcon } from '@/ui/icons'
import { tooltip } from '@/ui/tooltip'

interface TriageMenuProps {
  disabledReason: string | null
  onTriage: (action: TriageAction) => void
}

/** A button with a panel of choices; a viewer sees why it is closed to them. */
function TriageMenu(props: {
  label: string
  icon: ReactNode
  disabledReason: string | null
  opened: boolean
  onChange: (opened: boolean) => void
  children: ReactNode
}) {
  const { label, icon, disabledReason, opened, onChange, children } = props
  const isRefused = disabledReason !== null
  const looks: ButtonProps = {
    size: 'xs',
    variant: 'default',
    leftSection: icon,
    rightSection: <DownIcon size={14} />,
  }
  if (isRefused) {
    return (
      <Button {...tooltip(disabledReason)} {...looks} aria-disabled data-disabled>
        {label}
      </Button>
    )
  }
  return (
    <Popover
      {...{ opened, onChange }}
      position="bottom-end"
      width={270}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          {...looks}
          onClick={() => {
            onChange(!opened)
          }}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4}>{children}</Popover.Dropdown>
    </Popover>
  )
}

export function ResolveMenu({ disabledReason, onTriage }: TriageMenuProps) {
  const [opened, setOpened] = useState(false)
  return (
    <TriageMenu
      label="Resolve"
      icon={<CheckIcon size={16} />}
      {...{ disabledReason, opened, onChange: setOpened }}
    >
      <ResolveForm
        onTriage={(action) => {
          setOpened(false)
          onTriage(action)
        }}
      />
    </TriageMenu>
  )
}

export function IgnoreMenu({ disabledReason, onTriage }: TriageMenuProps) {
  const [opened, setOpened] = useState(false)
  return (
    <TriageMenu
      label="Ignore"
      icon={<IgnoreIcon size={16} />}
      {...{ disabledReason, opened, onChange: setOpened }}
    >
      <IgnoreForm
        onTriage={(action) => {
          setOpened(false)
          onTriage(action)
        }}
      />
    </TriageMenu>
  )
}

interface AssignMenuProps extends TriageMenuProps {
  assignee?: string | null
  /** When it is opened from elsewhere too, as by a key. */
  opened: boolean
  onChange: (opened: boolean) => void
}

export function AssignMenu({
  disabledReason,
  onTriage,
  assignee,
  opened,
  onChange,
}: AssignMenuProps) {
  return (
    <TriageMenu
      label={assignee ?? 'Assign'}
      icon={<PersonIcon size={16} />}
      {...{ disabledReason, opened, onChange }}
    >
      <AssignForm
        assignee={assignee ?? null}
        onTriage={(action) => {
          onChange(false)
          onTriage(action)
        }}
      />
    </TriageMenu>
  )
}

export function ReopenButton({ disabledReason, onTriage }: TriageMenuProps) {
  const isRefused = disabledReason !== null
  return (
    <Button
      {...tooltip(disabledReason ?? 'It waits for someone again.')}
      size="xs"
      variant="default"
      leftSection={<ReopenIcon size={16} />}
      aria-disabled={isRefused}
      data-disabled={isRefused || undefined}
      onClick={() => {
        if (!isRefused) onTriage({ kind: 'reopen' })
      }}
    >
      Reopen
    </Button>
  )
}
