import { Button, Popover, type ButtonProps } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { AssignForm } from '@/features/crashes/AssignForm'
import type { Decision } from '@/features/crashes/triage-actions'
import { IgnoreForm } from '@/features/crashes/IgnoreForm'
import { ResolveForm } from '@/features/crashes/ResolveForm'
import { CheckIcon, DownIcon, IgnoreIcon, PersonIcon, ReopenIcon } from '@/ui/icons'
import { tip } from '@/ui/tooltip'

interface MenuProps {
  refusal: string | null
  onDecide: (decision: Decision) => void
}

/** A button with a panel of choices; a viewer sees why it is closed to them. */
function DecisionMenu(props: {
  label: string
  icon: ReactNode
  refusal: string | null
  opened: boolean
  onChange: (opened: boolean) => void
  children: ReactNode
}) {
  const { label, icon, refusal, opened, onChange, children } = props
  const isRefused = refusal !== null
  const looks: ButtonProps = {
    size: 'xs',
    variant: 'default',
    leftSection: icon,
    rightSection: <DownIcon size={14} />,
  }
  if (isRefused) {
    return (
      <Button {...tip(refusal)} {...looks} aria-disabled data-disabled>
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

export function ResolveMenu({ refusal, onDecide }: MenuProps) {
  const [opened, setOpened] = useState(false)
  return (
    <DecisionMenu
      label="Resolve"
      icon={<CheckIcon size={16} />}
      {...{ refusal, opened, onChange: setOpened }}
    >
      <ResolveForm
        onDecide={(decision) => {
          setOpened(false)
          onDecide(decision)
        }}
      />
    </DecisionMenu>
  )
}

export function IgnoreMenu({ refusal, onDecide }: MenuProps) {
  const [opened, setOpened] = useState(false)
  return (
    <DecisionMenu
      label="Ignore"
      icon={<IgnoreIcon size={16} />}
      {...{ refusal, opened, onChange: setOpened }}
    >
      <IgnoreForm
        onDecide={(decision) => {
          setOpened(false)
          onDecide(decision)
        }}
      />
    </DecisionMenu>
  )
}

interface AssignMenuProps extends MenuProps {
  assignee?: string | null
  /** When it is opened from elsewhere too, as by a key. */
  opened: boolean
  onChange: (opened: boolean) => void
}

export function AssignMenu({ refusal, onDecide, assignee, opened, onChange }: AssignMenuProps) {
  return (
    <DecisionMenu
      label={assignee ?? 'Assign'}
      icon={<PersonIcon size={16} />}
      {...{ refusal, opened, onChange }}
    >
      <AssignForm
        assignee={assignee ?? null}
        onDecide={(decision) => {
          onChange(false)
          onDecide(decision)
        }}
      />
    </DecisionMenu>
  )
}

export function ReopenButton({ refusal, onDecide }: MenuProps) {
  const isRefused = refusal !== null
  return (
    <Button
      {...tip(refusal ?? 'It waits for someone again.')}
      size="xs"
      variant="default"
      leftSection={<ReopenIcon size={16} />}
      aria-disabled={isRefused}
      data-disabled={isRefused || undefined}
      onClick={() => {
        if (!isRefused) onDecide({ kind: 'reopen' })
      }}
    >
      Reopen
    </Button>
  )
}
