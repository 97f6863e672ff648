import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { SourceMapTable, type SourceMapKey } from '@/features/settings/SourceMapTable'
import { graphql } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { InfinitePages } from '@/ui/InfinitePages'
import { Panel } from '@/ui/Panel'
import { CodeSnippet } from '@/ui/CodeSnippet'

const DeleteSourceMapMutation = graphql(`
  mutation DeleteSourceMap($input: DeleteSourceMapsInput!) {
    deleteSourceMaps(input: $input) {
      deletedCount
    }
  }
`)

const formatUploadCommand = (appId: string) =>
  [
    `telemetry-graph sourcemaps upload dist/ --app ${appId} --app-version 1.2.0 \\`,
    `  --server ${window.location.origin} --token-file token`,
  ].join('\n')

/** Which bundles' stack traces are shown by the code as it was written. */
export function SourceMapsPage() {
  const { appId } = useCurrentApp()
  const [revision, setRevision] = useState(0)
  const [leaving, setLeaving] = useState<SourceMapKey | null>(null)
  const { isBusy, run } = useMutationWithToast(
    DeleteSourceMapMutation,
    'The source map is deleted.',
  )
  const remove = async ({ appVersion, file }: SourceMapKey) => {
    if (await run({ input: { appId, appVersion, file } })) setRevision((known) => known + 1)
    setLeaving(null)
  }
  return (
    <Stack gap="md">
      <Panel title="Upload">
        <Stack gap="sm">
          <Text c="dimmed">
            At each build, before the version is out. The file “token” holds an access token of
            yours.
          </Text>
          <CodeSnippet label="upload" text={formatUploadCommand(appId)} />
        </Stack>
      </Panel>
      <Panel title="Source maps" flush>
        <InfinitePages key={revision}>
          {(after, more) => <SourceMapTable after={after} nextPage={more} onDelete={setLeaving} />}
        </InfinitePages>
      </Panel>
      {leaving && (
        <ConfirmDialog
          title={`Delete the map of “${leaving.file}”?`}
          actionLabel="Delete the map"
          isBusy={isBusy}
          onConfirm={() => void remove(leaving)}
          onCancel={() => {
            setLeaving(null)
          }}
        >
          Crashes of this bundle are shown as they were sent. Their groups stay.
        </ConfirmDialog>
      )}
    </Stack>
  )
}

export const Component = SourceMapsPage
