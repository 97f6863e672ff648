import { Modal, Stack, Text } from '@mantine/core'
import { SignInForm } from '@/app/SignInForm'

/** A dialog over the page, so that unsaved input is kept. */
export function SignInAgain({ email }: { email: string }) {
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      title="Your session has ended"
      overlayProps={{ backgroundOpacity: 0.5, blur: 2 }}
    >
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          Sign in again to continue. Your input is kept, and pending changes are then saved.
        </Text>
        <SignInForm email={email} />
      </Stack>
    </Modal>
  )
}
