import { Alert, Button, Stack } from '@mantine/core'
import { CodeSnippet } from '@/ui/CodeSnippet'

interface NewSecretProps {
  title: string
  secret: string
  onDone: () => void
}

/** A secret, shown this once. */
export function NewSecret({ title, secret, onDone }: NewSecretProps) {
  return (
    <Alert color="accent" variant="light" title={title} role="status">
      <Stack gap="sm" align="stretch">
        <span>Copy it now: it is not shown again, and not kept here.</span>
        <CodeSnippet label="secret" text={secret} />
        <Button variant="default" size="xs" onClick={onDone} w="fit-content">
          I have copied it
        </Button>
      </Stack>
    </Alert>
  )
}
