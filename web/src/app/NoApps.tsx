import { Center, Stack, Text, Title } from '@mantine/core'
import { CodeSnippet } from '@/ui/CodeSnippet'

export function NoApps({ email }: { email: string }) {
  return (
    <Center mih="100dvh" p="md" component="main">
      <Stack maw={560} w="100%" gap="sm">
        <Title order={1}>You are not a member of any app yet</Title>
        <Text c="dimmed">
          Create an app on the server, or ask an app owner to add you. Then reload this page.
        </Text>
        <CodeSnippet
          label="command"
          text={`telemetry-graph app create com.developer.myapp --owner ${email}`}
        />
      </Stack>
    </Center>
  )
}
