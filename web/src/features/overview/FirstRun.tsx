import { Group, Loader, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { firstEventCommand, keyCommand } from '@/features/overview/first-event'
import { Snippet } from '@/ui/Snippet'

/** How to send the first event; the page above looks for it every few seconds. */
export function FirstRun({ appId }: { appId: string }) {
  const [command] = useState(() => firstEventCommand(window.location.origin, appId, new Date()))
  return (
    <Paper withBorder p="lg" bg="var(--surface)" style={{ borderColor: 'var(--line)' }}>
      <Stack gap="md">
        <div>
          <Title order={1}>Send the first event</Title>
          <Text c="dimmed">This page turns into the dashboard as soon as it arrives.</Text>
        </div>
        <div>
          <Text fw={600} mb={6}>
            1. Create an ingest key on the server
          </Text>
          <Snippet text={keyCommand(appId)} label="key command" />
        </div>
        <div>
          <Text fw={600} mb={6}>
            2. Put it in place of YOUR_INGEST_KEY, and send
          </Text>
          <Snippet text={command} label="curl command" />
        </div>
        <Group gap="xs" role="status">
          <Loader size={14} />
          <Text c="dimmed">Waiting for the first event…</Text>
        </Group>
      </Stack>
    </Paper>
  )
}
