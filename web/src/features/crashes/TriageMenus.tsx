import { Button, Popover, type ButtonProps } from '@mantine/core'
import { useUncontrolled } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { AssignForm } from '@/features/crashes/AssignForm'
import type { TriageAction } from '@/features/crashes/triage-actions'
import { IgnoreForm } from '@/features/crashes/IgnoreForm'
import { ResolveForm } from '@/features/crashes/ResolveForm'
import { GuardedButton } from '@/ui/GuardedButton'
import { CheckIcon, DownIcon, IgnoreIcon, PersonIcon, ReopenIcon } from '@/ui/icons'

type OnTriage = (action: TriageAction) => void

interface TriageMenuProps {
  disabledReason: string | null
  onTriage: OnTriage
}

interface TriagePopoverProps extends TriageMenuProps {
  label: string
  icon: ReactNode
  opened?: boolean
  onChange?: (opened: boolean) => void
  renderForm: (onTriage: OnTriage) => ReactNode
}

/** A button that opens a form; the form closes after an action. */
function TriagePopover(props: TriagePopoverProps) {
  const { label, icon, disabledReason, onTriage, renderForm } = props
  const [opened, setOpened] = useUncontrolled({
    value: props.opened,
    finalValue: false,
    onChange: props.onChange,
  })
  const buttonProps: ButtonProps = {
    size: 'xs',
    variant: 'default',
    leftSection: icon,
    rightSection: <DownIcon size={14} />,
  }
  if (disabledReason !== null) {
    return (
      <GuardedButton {...buttonProps} disabledReason={disabledReason}>
        {label}
      </GuardedButton>
    )
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={270}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          {...buttonProps}
          onClick={() => {
            setOpened(!opened)
          }}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        {renderForm((action) => {
          setOpened(false)
          onTriage(action)
        })}
      </Popover.Dropdown>
    </Popover>
  )
}

export function ResolveMenu(props: TriageMenuProps) {
  return (
    <TriagePopover
      {...props}
      label="Resolve"
      icon={<CheckIcon size={16} />}
      renderForm={(onTriage) => <ResolveForm onTriage={onTriage} />}
    />
  )
}

export function IgnoreMenu(props: TriageMenuProps) {
  return (
    <TriagePopover
      {...props}
      label="Ignore"
      icon={<IgnoreIcon size={16} />}
      renderForm={(onTriage) => <IgnoreForm onTriage={onTriage} />}
    />
  )
}

interface AssignMenuProps extends TriageMenuProps {
  assignee?: string | null
  /** Controlled, because a keyboard shortcut opens the menu as well. */
  opened: boolean
  onChange: (opened: boolean) => void
}

export function AssignMenu({ assignee = null, ...props }: AssignMenuProps) {
  return (
    <TriagePopover
      {...props}
      label={assignee ?? 'Assign'}
      icon={<PersonIcon size={16} />}
      renderForm={(onTriage) => <AssignForm assignee={assignee} onTriage={onTriage} />}
    />
  )
}

export function ReopenButton({ disabledReason, onTriage }: TriageMenuProps) {
  return (
    <GuardedButton
      size="xs"
      variant="default"
      leftSection={<ReopenIcon size={16} />}
      disabledReason={disabledReason}
      detail="Return it to the open crashes."
      onClick={() => {
        onTriage({ kind: 'reopen' })
      }}
    >
      Reopen
    </GuardedButton>
  )
}
