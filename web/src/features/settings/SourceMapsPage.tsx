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

/** The source maps of an app, which symbolicate stack traces. */
export function SourceMapsPage() {
  const { appId } = useCurrentApp()
  const [revision, setRevision] = useState(0)
  const [deleting, setDeleting] = useState<SourceMapKey | null>(null)
  const { isBusy, run } = useMutationWithToast(DeleteSourceMapMutation, 'Source map deleted.')
  const remove = async ({ appVersion, file }: SourceMapKey) => {
    if (await run({ input: { appId, appVersion, file } })) setRevision((previous) => previous + 1)
    setDeleting(null)
  }
  return (
    <Stack gap="md">
      <Panel title="Upload">
        <Stack gap="sm">
          <Text c="dimmed">
            Upload source maps with each build, before you release the version. The file “token”
            contains one of your access tokens.
          </Text>
          <CodeSnippet label="upload" text={formatUploadCommand(appId)} />
        </Stack>
      </Panel>
      <Panel title="Source maps" flush>
        <InfinitePages key={revision}>
          {(after, more) => <SourceMapTable after={after} nextPage={more} onDelete={setDeleting} />}
        </InfinitePages>
      </Panel>
      {deleting && (
        <ConfirmDialog
          title={`Delete the source map of “${deleting.file}”?`}
          actionLabel="Delete source map"
          isBusy={isBusy}
          onConfirm={() => void remove(deleting)}
          onCancel={() => {
            setDeleting(null)
          }}
        >
          Crashes of this bundle are displayed with their original stack traces. Their groups do not
          change.
        </ConfirmDialog>
      )}
    </Stack>
  )
}

export const Component = SourceMapsPage
