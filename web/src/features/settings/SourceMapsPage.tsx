import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { SourceMapTable, type MapName } from '@/features/settings/SourceMapTable'
import { graphql } from '@/gql'
import { useSave } from '@/lib/use-save'
import { Confirm } from '@/ui/ConfirmDialog'
import { EndlessPages } from '@/ui/InfinitePages'
import { Panel } from '@/ui/Panel'
import { Snippet } from '@/ui/CodeSnippet'

const DeleteSourceMap = graphql(`
  mutation DeleteSourceMap($input: DeleteSourceMapsInput!) {
    deleteSourceMaps(input: $input) {
      deleted
    }
  }
`)

const uploadCommand = (appId: string) =>
  [
    `telemetry-graph sourcemaps upload dist/ --app ${appId} --version 1.2.0 \\`,
    `  --server ${window.location.origin} --token-file token`,
  ].join('\n')

/** Which bundles' stack traces are shown by the code as it was written. */
export function SourceMapsPage() {
  const { appId } = useCurrentApp()
  const [revision, setRevision] = useState(0)
  const [leaving, setLeaving] = useState<MapName | null>(null)
  const { isBusy, save } = useSave(DeleteSourceMap, 'The source map is deleted.')
  const remove = async ({ version, file }: MapName) => {
    if (await save({ input: { appId, version, file } })) setRevision((known) => known + 1)
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
          <Snippet label="upload" text={uploadCommand(appId)} />
        </Stack>
      </Panel>
      <Panel title="Source maps" flush>
        <EndlessPages key={revision}>
          {(after, more) => <SourceMapTable after={after} more={more} onDelete={setLeaving} />}
        </EndlessPages>
      </Panel>
      {leaving && (
        <Confirm
          title={`Delete the map of “${leaving.file}”?`}
          action="Delete the map"
          isBusy={isBusy}
          onConfirm={() => void remove(leaving)}
          onCancel={() => {
            setLeaving(null)
          }}
        >
          Crashes of this bundle are shown as they were sent. Their groups stay.
        </Confirm>
      )}
    </Stack>
  )
}

export const Component = SourceMapsPage
