import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { KeyTable } from '@/features/settings/KeyTable'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { CreateIngestKeyMutation } from '@/features/start/create-ingest-key'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { NewSecret } from '@/ui/NewSecret'

const KeysQuery = graphql(`
  query KeySettings($appId: ID!) {
    app(id: $appId) {
      id
      ingestKeys {
        ...KeyTable_key
      }
    }
  }
`)

export function KeysPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(KeysQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app }) => (
        <Stack gap="md">
          <NewKey onMade={reload} />
          <Panel title="Ingest keys" flush>
            <KeyTable keys={app.ingestKeys} onRevoked={reload} />
          </Panel>
        </Stack>
      )}
    </Loadable>
  )
}

function NewKey({ onMade }: { onMade: () => void }) {
  const { appId, cannotManageReason } = useCurrentApp()
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null)
  const { isBusy, run } = useMutationWithToast(CreateIngestKeyMutation)
  const submit = async () => {
    const answer = await run({ input: { appId, name } })
    if (!answer) return
    const { secret, ingestKey } = answer.createIngestKey
    setMade({ name: ingestKey.name, secret })
    setName('')
    onMade()
  }
  return (
    <Panel title="New key">
      <Stack gap="sm">
        <Text c="dimmed">
          Devices send with it. It can write to this app and read nothing, so it may be shipped.
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Group align="flex-end" gap="sm">
            <TextInput
              label="What it is for"
              placeholder="Phones, release build"
              value={name}
              maxLength={200}
              required
              withAsterisk={false}
              readOnly={cannotManageReason !== null}
              onChange={({ currentTarget }) => {
                setName(currentTarget.value)
              }}
              w={320}
              maw="100%"
            />
            <GuardedButton type="submit" disabledReason={cannotManageReason} loading={isBusy}>
              Create a key
            </GuardedButton>
          </Group>
        </form>
        {made && (
          <NewSecret
            title={`The key “${made.name}”`}
            secret={made.secret}
            onDone={() => {
              setMade(null)
            }}
          />
        )}
      </Stack>
    </Panel>
  )
}

export const Component = KeysPage
