import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { tooltip } from '@/ui/tooltip'

interface GuardedButtonProps extends ButtonProps {
  /** Why this person may not; null when they may. */
  disabledReason: string | null
  /** What it does, for those who may. */
  detail?: string
  onClick?: () => void
  type?: 'button' | 'submit'
  'aria-label'?: string
  children: ReactNode
}

/** Stays in place and focusable when it may not be used, and says why. */
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
