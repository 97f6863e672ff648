import { Group, Loader, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { KEY_PLACEHOLDER, SNIPPETS } from '@/features/start/first-event-snippets'
import { CreateIngestKeyMutation } from '@/features/start/create-ingest-key'
import { useSave } from '@/lib/use-save'
import { GuardedButton } from '@/ui/GuardedButton'
import { CodeSnippet } from '@/ui/CodeSnippet'
import classes from './FirstRun.module.css'

/** How to send the first event; the page above looks for it every few seconds. */
export function FirstRun() {
  const [ingestKey, setIngestKey] = useState<string | null>(null)
  return (
    <Paper withBorder p="lg" className={classes.card}>
      <Stack gap="lg">
        <div>
          <Title order={2} className={classes.title}>
            Send the first event
          </Title>
          <Text c="dimmed">This page turns into the dashboard as soon as it arrives.</Text>
        </div>
        <KeyStep ingestKey={ingestKey} onMade={setIngestKey} />
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
  onMade: (secret: string) => void
}

function KeyStep({ ingestKey, onMade }: KeyStepProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const { isBusy, save } = useSave(CreateIngestKeyMutation)
  const create = async () => {
    const answer = await save({ input: { appId, name: 'first event' } })
    if (answer) onMade(answer.createIngestKey.secret)
  }
  return (
    <div>
      <Text fw={600} mb={6}>
        1. An ingest key
      </Text>
      {ingestKey === null ? (
        <Group gap="sm">
          <GuardedButton
            disabledReason={cannotManageReason}
            loading={isBusy}
            onClick={() => void create()}
          >
            Create a key
          </GuardedButton>
          <Text c="dimmed" size="sm">
            {cannotManageReason ??
              'It is filled in below. Devices send with it, and can read nothing.'}
          </Text>
        </Group>
      ) : (
        <Stack gap={6}>
          <CodeSnippet label="key" text={ingestKey} />
          <Text c="dimmed" size="xs">
            Keep it: it is not shown again. The settings make more, and revoke them.
          </Text>
        </Stack>
      )}
    </div>
  )
}

function SendStep({ ingestKey }: { ingestKey: string | null }) {
  const { appId } = useCurrentApp()
  const [name, setName] = useState<string>(SNIPPETS[0].name)
  const chosen = SNIPPETS.find((each) => each.name === name) ?? SNIPPETS[0]
  const { origin } = window.location
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text fw={600}>
          2. Send {ingestKey === null && `with it in place of ${KEY_PLACEHOLDER}`}
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
        label={chosen.name}
        text={chosen.write({ origin, appId, ingestKey: ingestKey ?? KEY_PLACEHOLDER })}
      />
      {chosen.needs !== null && (
        <Text c="dimmed" size="xs" mt={6}>
          Needs {chosen.needs}.
        </Text>
      )}
    </div>
  )
}
