import { Alert, Button, Stack } from '@mantine/core'
import { CodeSnippet } from '@/ui/CodeSnippet'

interface NewSecretProps {
  title: string
  secret: string
  onDone: () => void
}

/** Displays a new secret, which the server does not store in readable form. */
export function NewSecret({ title, secret, onDone }: NewSecretProps) {
  return (
    <Alert color="accent" variant="light" title={title} role="status">
      <Stack gap="sm" align="stretch">
        <span>Copy it now. It will not be displayed again.</span>
        <CodeSnippet label="secret" text={secret} />
        <Button variant="default" size="xs" onClick={onDone} w="fit-content">
          Done
        </Button>
      </Stack>
    </Alert>
  )
}
