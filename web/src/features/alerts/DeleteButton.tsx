import { useState, type ReactNode } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { clipped } from '@/lib/format'
import { Confirm } from '@/ui/ConfirmDialog'
import { GuardedButton } from '@/ui/GuardedButton'

interface DeleteButtonProps {
  name: string
  isBusy: boolean
  onDelete: () => void
  /** What ends with it. */
  children: ReactNode
}

const LONGEST = 80

/** Asks first: what is deleted cannot be taken back. */
export function DeleteButton({ name, isBusy, onDelete, children }: DeleteButtonProps) {
  const { manageRefusal } = useCurrentApp()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <GuardedButton
        size="xs"
        variant="default"
        refusal={manageRefusal}
        aria-label={`Delete: ${name}`}
        onClick={() => {
          setIsAsking(true)
        }}
      >
        Delete
      </GuardedButton>
      {isAsking && (
        <Confirm
          title={`Delete “${clipped(name, LONGEST)}”?`}
          action="Delete it"
          isBusy={isBusy}
          onConfirm={onDelete}
          onCancel={() => {
            setIsAsking(false)
          }}
        >
          {children}
        </Confirm>
      )}
    </>
  )
}
