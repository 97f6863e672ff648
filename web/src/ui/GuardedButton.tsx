import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { tooltip } from '@/ui/tooltip'

interface GuardedButtonProps extends ButtonProps {
  /** Why the button is disabled for this user; null when it is enabled. */
  disabledReason: string | null
  /** Tooltip of the enabled button. */
  detail?: string
  onClick?: () => void
  type?: 'button' | 'submit'
  'aria-label'?: string
  children: ReactNode
}

/** A button that stays focusable when it is disabled and says why. */
export function GuardedButton(props: GuardedButtonProps) {
  const { disabledReason, detail, onClick, type = 'button', ...rest } = props
  if (disabledReason === null)
    return <Button {...tooltip(detail)} type={type} onClick={onClick} {...rest} />
  return (
    <Button
      {...tooltip(disabledReason)}
      type="button"
      {...rest}
      data-disabled
      aria-disabled="true"
      aria-description={disabledReason}
    />
  )
}
