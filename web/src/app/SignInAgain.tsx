import { Modal, Stack, Text } from '@mantine/core'
import { SignInForm } from '@/app/SignInForm'

/** Over the page, which keeps what was typed into it. */
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
          Sign in again; the page is kept as it is, and what was being saved is saved then.
        </Text>
        <SignInForm email={email} />
      </Stack>
    </Modal>
  )
}
