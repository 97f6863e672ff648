import { useState, type ReactNode } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { truncate } from '@/lib/format'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { GuardedButton } from '@/ui/GuardedButton'

interface DeleteButtonProps {
  name: string
  isBusy: boolean
  onDelete: () => void
  /** The consequences of the deletion. */
  children: ReactNode
}

const MAX_NAME_CHARS = 80

/** Deletes something after a confirmation. */
export function DeleteButton({ name, isBusy, onDelete, children }: DeleteButtonProps) {
  const { cannotManageReason } = useCurrentApp()
  const [isConfirming, setIsAsking] = useState(false)
  return (
    <>
      <GuardedButton
        size="xs"
        variant="default"
        disabledReason={cannotManageReason}
        aria-label={`Delete: ${name}`}
        onClick={() => {
          setIsAsking(true)
        }}
      >
        Delete
      </GuardedButton>
      {isConfirming && (
        <ConfirmDialog
          title={`Delete “${truncate(name, MAX_NAME_CHARS)}”?`}
          actionLabel="Delete"
          isBusy={isBusy}
          onConfirm={onDelete}
          onCancel={() => {
            setIsAsking(false)
          }}
        >
          {children}
        </ConfirmDialog>
      )}
    </>
  )
}
