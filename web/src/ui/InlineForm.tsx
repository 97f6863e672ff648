import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { GuardedButton } from '@/ui/GuardedButton'

interface InlineFormProps {
  submitLabel: string
  /** Why this user cannot submit the form; null when the user can. */
  disabledReason: string | null
  isBusy: boolean
  /** Whether there is nothing to save. */
  isUnchanged?: boolean
  onSubmit: () => Promise<void>
  children: ReactNode
}

/** A form in one row: fields and a submit button. */
export function InlineForm(props: InlineFormProps) {
  const { submitLabel, disabledReason, isBusy, isUnchanged = false, onSubmit, children } = props
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (disabledReason === null) void onSubmit()
      }}
    >
      <Group align="flex-end" gap="sm">
        {children}
        <GuardedButton
          type="submit"
          disabledReason={disabledReason}
          loading={isBusy}
          disabled={disabledReason === null && isUnchanged}
        >
          {submitLabel}
        </GuardedButton>
      </Group>
    </form>
  )
}
