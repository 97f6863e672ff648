import { Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { KeyTable } from '@/features/settings/KeyTable'
import { NewCredentialForm } from '@/features/settings/NewCredentialForm'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { CreateIngestKeyMutation } from '@/features/start/create-ingest-key'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

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
          <NewKeyPanel onCreated={reload} />
          <Panel title="Ingest keys" flush>
            <KeyTable keys={app.ingestKeys} onRevoked={reload} />
          </Panel>
        </Stack>
      )}
    </Loadable>
  )
}

function NewKeyPanel({ onCreated }: { onCreated: () => void }) {
  const { appId, cannotManageReason } = useCurrentApp()
  const { isBusy, run } = useMutationWithToast(CreateIngestKeyMutation)
  const create = async (name: string) => {
    const data = await run({ input: { appId, name } })
    if (data) onCreated()
    return data?.createIngestKey.secret ?? null
  }
  return (
    <Panel title="New key">
      <NewCredentialForm
        kind="key"
        description="Devices send data with an ingest key. A key can only send data to this app, so you can ship it with the app."
        placeholder="Phones, release build"
        disabledReason={cannotManageReason}
        isBusy={isBusy}
        onCreate={create}
      />
    </Panel>
  )
}

export const Component = KeysPage
