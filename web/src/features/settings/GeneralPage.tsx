import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { ViewerQuery } from '@/app/AppLayout'
import { useCurrentApp } from '@/app/current-app'
import { CATEGORIES } from '@/features/analytics/categories'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { graphql } from '@/gql'
import type { AppCategory } from '@/gql/graphql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { CopyIconButton } from '@/ui/CopyIconButton'
import { InlineForm } from '@/ui/InlineForm'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

const GeneralQuery = graphql(`
  query GeneralSettings($appId: ID!) {
    app(id: $appId) {
      id
      name
      benchmark {
        category
      }
    }
  }
`)

const RenameMutation = graphql(`
  mutation RenameApp($input: RenameAppInput!) {
    renameApp(input: $input) {
      name
    }
  }
`)

const SetBenchmarkMutation = graphql(`
  mutation SetBenchmark($input: SetBenchmarkInput!) {
    setBenchmark(input: $input) {
      category
    }
  }
`)

export function GeneralPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(GeneralQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app }) => (
        <Stack gap="md">
          <AppNamePanel key={app.name} name={app.name} onSaved={reload} />
          <BenchmarkPanel category={app.benchmark?.category ?? null} onSaved={reload} />
        </Stack>
      )}
    </Loadable>
  )
}

function AppNamePanel({ name, onSaved }: { name: string; onSaved: () => void }) {
  const { appId, cannotManageReason } = useCurrentApp()
  const client = useClient()
  const [newName, setNewName] = useState(name)
  const { isBusy, run } = useMutationWithToast(RenameMutation, 'App renamed.')
  const submit = async () => {
    if (!(await run({ input: { appId, name: newName } }))) return
    onSaved()
    // The frame displays the name as well.
    await client.query(ViewerQuery, {}, { requestPolicy: 'network-only' }).toPromise()
  }
  return (
    <Panel title="App">
      <Stack gap="sm">
        <Group gap="xs">
          <Text c="dimmed">App ID</Text>
          <code className="user-text">{appId}</code>
          <CopyIconButton text={appId} label="Copy app ID" />
        </Group>
        <InlineForm
          submitLabel="Rename"
          disabledReason={cannotManageReason}
          isBusy={isBusy}
          isUnchanged={newName.trim() === name}
          onSubmit={submit}
        >
          <TextInput
            label="Name"
            description="Display name. The app ID does not change."
            value={newName}
            maxLength={200}
            required
            withAsterisk={false}
            readOnly={cannotManageReason !== null}
            onChange={({ currentTarget }) => {
              setNewName(currentTarget.value)
            }}
            w={320}
            maw="100%"
          />
        </InlineForm>
      </Stack>
    </Panel>
  )
}

const NO_CATEGORY = 'none'

interface BenchmarkPanelProps {
  category: AppCategory | null
  onSaved: () => void
}

function BenchmarkPanel({ category, onSaved }: BenchmarkPanelProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const [selected, setSelected] = useState<string>(category ?? NO_CATEGORY)
  const { isBusy, run } = useMutationWithToast(SetBenchmarkMutation, 'Saved.')
  const submit = async () => {
    const newCategory = CATEGORIES.find(({ value }) => value === selected)?.value ?? null
    if (await run({ input: { appId, category: newCategory } })) onSaved()
  }
  return (
    <Panel title="Benchmarks">
      <Text c="dimmed" mb="sm">
        Choose a category to compare this app with others in the same category. Apps see neither
        each other&apos;s figures nor the number of participants. If you leave, the computed results
        are deleted.
      </Text>
      <InlineForm
        submitLabel="Save"
        disabledReason={cannotManageReason}
        isBusy={isBusy}
        isUnchanged={selected === (category ?? NO_CATEGORY)}
        onSubmit={submit}
      >
        <NativeSelect
          label="Category"
          value={selected}
          disabled={cannotManageReason !== null}
          data={[{ value: NO_CATEGORY, label: 'Do not participate' }, ...CATEGORIES]}
          onChange={({ currentTarget }) => {
            setSelected(currentTarget.value)
          }}
          w={320}
          maw="100%"
        />
      </InlineForm>
    </Panel>
  )
}

export const Component = GeneralPage
