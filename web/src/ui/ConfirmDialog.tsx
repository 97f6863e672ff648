import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface ConfirmProps {
  title: string
  /** What happens, and whether it can be taken back. */
  children: ReactNode
  action: string
  isBusy?: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Before something that cannot be taken back. */
export function Confirm({ title, children, action, isBusy, onConfirm, onCancel }: ConfirmProps) {
  return (
    <Modal opened onClose={onCancel} title={title} centered closeButtonProps={CLOSE}>
      <Stack gap="md">
        <Text component="div">{children}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel} data-autofocus>
            Cancel
          </Button>
          <Button color="red.9" onClick={onConfirm} loading={isBusy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const CLOSE = { 'aria-label': 'Close' }
