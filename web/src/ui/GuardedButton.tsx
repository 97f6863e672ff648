import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { tip } from '@/ui/tooltip'

interface GuardedButtonProps extends ButtonProps {
  /** Why this person may not; null when they may. */
  refusal: string | null
  /** What it does, for those who may. */
  detail?: string
  onClick?: () => void
  type?: 'button' | 'submit'
  'aria-label'?: string
  children: ReactNode
}

/** Stays in place and focusable when it may not be used, and says why. */
export function GuardedButton(props: GuardedButtonProps) {
  const { refusal, detail, onClick, type = 'button', ...rest } = props
  if (refusal === null) return <Button {...tip(detail)} type={type} onClick={onClick} {...rest} />
  return (
    <Button
      {...tip(refusal)}
      type="button"
      {...rest}
      data-disabled
      aria-disabled="true"
      aria-description={refusal}
    />
  )
}
