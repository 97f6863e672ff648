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
import { GuardedButton } from '@/ui/GuardedButton'
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
  const [written, setWritten] = useState(name)
  const { isBusy, run } = useMutationWithToast(RenameMutation, 'The app has its new name.')
  const submit = async () => {
    if (!(await run({ input: { appId, name: written } }))) return
    onSaved()
    // The frame shows the name too.
    await client.query(ViewerQuery, {}, { requestPolicy: 'network-only' }).toPromise()
  }
  return (
    <Panel title="App">
      <Stack gap="sm">
        <Group gap="xs">
          <Text c="dimmed">App id</Text>
          <code className="user-text">{appId}</code>
          <CopyIconButton text={appId} label="Copy the app id" />
        </Group>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Name"
              description="What people call it; the id stays."
              value={written}
              maxLength={200}
              required
              withAsterisk={false}
              readOnly={cannotManageReason !== null}
              onChange={({ currentTarget }) => {
                setWritten(currentTarget.value)
              }}
              w={320}
              maw="100%"
            />
            <GuardedButton
              type="submit"
              disabledReason={cannotManageReason}
              loading={isBusy}
              disabled={cannotManageReason === null && written.trim() === name}
            >
              Rename
            </GuardedButton>
          </Group>
        </form>
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
  const [chosen, setChosen] = useState<string>(category ?? NO_CATEGORY)
  const { isBusy, run } = useMutationWithToast(SetBenchmarkMutation, 'Saved.')
  const submit = async () => {
    const asked = CATEGORIES.find(({ value }) => value === chosen)?.value ?? null
    if (await run({ input: { appId, category: asked } })) onSaved()
  }
  return (
    <Panel title="Benchmarks">
      <Text c="dimmed" mb="sm">
        Taking part shows how the app stands among others of its category. No app sees the figures
        of another, nor how many there are. Leaving forgets what was computed.
      </Text>
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label="Category"
          value={chosen}
          disabled={cannotManageReason !== null}
          data={[{ value: NO_CATEGORY, label: 'Does not take part' }, ...CATEGORIES]}
          onChange={({ currentTarget }) => {
            setChosen(currentTarget.value)
          }}
          w={320}
          maw="100%"
        />
        <GuardedButton
          disabledReason={cannotManageReason}
          loading={isBusy}
          disabled={cannotManageReason === null && chosen === (category ?? NO_CATEGORY)}
          onClick={() => void submit()}
        >
          Save
        </GuardedButton>
      </Group>
    </Panel>
  )
}

export const Component = GeneralPage
