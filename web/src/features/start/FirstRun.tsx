import { Group, Loader, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { KEY_PLACEHOLDER, SNIPPETS } from '@/features/start/first-event-snippets'
import { CreateIngestKeyMutation } from '@/features/start/create-ingest-key'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { CodeSnippet } from '@/ui/CodeSnippet'
import classes from './FirstRun.module.css'

/** Explains how to send the first event. The page checks for it every few seconds. */
export function FirstRun() {
  const [ingestKey, setIngestKey] = useState<string | null>(null)
  return (
    <Paper withBorder p="lg" className={classes.card}>
      <Stack gap="lg">
        <div>
          <Title order={2} className={classes.title}>
            Send your first event
          </Title>
          <Text c="dimmed">The dashboard appears here as soon as the event arrives.</Text>
        </div>
        <KeyStep ingestKey={ingestKey} onCreated={setIngestKey} />
        <SendStep ingestKey={ingestKey} />
        <Group gap="xs" role="status">
          <Loader size={14} />
          <Text c="dimmed">Waiting for the first event…</Text>
        </Group>
      </Stack>
    </Paper>
  )
}

interface KeyStepProps {
  ingestKey: string | null
  onCreated: (secret: string) => void
}

function KeyStep({ ingestKey, onCreated }: KeyStepProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const { isBusy, run } = useMutationWithToast(CreateIngestKeyMutation)
  const create = async () => {
    const data = await run({ input: { appId, name: 'first event' } })
    if (data) onCreated(data.createIngestKey.secret)
  }
  return (
    <div>
      <Text fw={600} mb={6}>
        1. Create an ingest key
      </Text>
      {ingestKey === null ? (
        <Group gap="sm">
          <GuardedButton
            disabledReason={cannotManageReason}
            loading={isBusy}
            onClick={() => void create()}
          >
            Create key
          </GuardedButton>
          <Text c="dimmed" size="sm">
            {cannotManageReason ??
              'The key is inserted below. It can only send data, not read any.'}
          </Text>
        </Group>
      ) : (
        <Stack gap={6}>
          <CodeSnippet label="key" text={ingestKey} />
          <Text c="dimmed" size="xs">
            Save this key. It is not displayed again. You can create and revoke keys in the
            settings.
          </Text>
        </Stack>
      )}
    </div>
  )
}

function SendStep({ ingestKey }: { ingestKey: string | null }) {
  const { appId } = useCurrentApp()
  const [name, setName] = useState<string>(SNIPPETS[0].name)
  const snippet = SNIPPETS.find((each) => each.name === name) ?? SNIPPETS[0]
  const { origin } = window.location
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text fw={600}>
          2. Send the event {ingestKey === null && `(replace ${KEY_PLACEHOLDER} with your key)`}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Language"
          value={name}
          onChange={setName}
          data={SNIPPETS.map((each) => each.name)}
        />
      </Group>
      <CodeSnippet
        label={snippet.name}
        text={snippet.write({ origin, appId, ingestKey: ingestKey ?? KEY_PLACEHOLDER })}
      />
      {snippet.requires !== null && (
        <Text c="dimmed" size="xs" mt={6}>
          Requires {snippet.requires}.
        </Text>
      )}
    </div>
  )
}
