import { Button, Center, Stack, Text, Title } from '@mantine/core'

export function ServerUnreachable({ onRetry }: { onRetry: () => Promise<void> }) {
  return (
    <Center mih="100dvh" p="md" component="main">
      <Stack align="center" gap="xs" maw={360} ta="center">
        <Title order={1}>The server does not respond</Title>
        <Text c="dimmed">
          Stored data is safe. Devices keep their events until the server is available again.
        </Text>
        <Button mt="xs" variant="default" onClick={() => void onRetry()}>
          Try again
        </Button>
      </Stack>
    </Center>
  )
}
