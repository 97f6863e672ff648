import { Button, Group, Modal, Stack, Text, type ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'

interface FormDialogProps {
  title: string
  size?: ModalProps['size']
  /** Why the form cannot be saved; null when it can. */
  problem: string | null
  isBusy: boolean
  onSave: () => void
  onClose: () => void
  children: ReactNode
}

/** A dialog with a form, which can be saved once it is valid. */
export function FormDialog(props: FormDialogProps) {
  const { title, size, problem, isBusy, onSave, onClose, children } = props
  return (
    <Modal opened onClose={onClose} size={size} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (problem === null) onSave()
        }}
      >
        <Stack gap="sm">
          {children}
          <Group justify="flex-end">
            {problem !== null && (
              <Text size="xs" c="dimmed">
                {problem}
              </Text>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={problem !== null} loading={isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
