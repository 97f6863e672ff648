import { ActionIcon, Group, Stack, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { CrashFilters } from '@/features/crashes/CrashFilters'
import { CrashList } from '@/features/crashes/CrashList'
import { parseFilter, withFilter } from '@/features/crashes/crash-filter'
import { ShortcutHelp } from '@/features/crashes/ShortcutHelp'
import { useShortcuts } from '@/lib/shortcuts'
import { KeyboardIcon } from '@/ui/icons'
import { PageTitle } from '@/ui/PageTitle'
import { tooltip } from '@/ui/tooltip'

/** What broke? */
export function CrashesPage() {
  const { name } = useCurrentApp()
  const [params, setParams] = useSearchParams()
  const [isHelping, setIsHelping] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const filter = parseFilter(params)
  const help = () => {
    setIsHelping(true)
  }
  useShortcuts({
    '/': () => search.current?.focus(),
    '?': help,
  })
  return (
    <Stack gap="md">
      <PageTitle app={name} view="crashes" />
      <Group justify="space-between" gap="sm">
        <Title order={1}>Crashes</Title>
        <ActionIcon
          {...tooltip('Keyboard: press ?')}
          variant="subtle"
          color="gray"
          aria-label="Keyboard shortcuts"
          onClick={help}
        >
          <KeyboardIcon />
        </ActionIcon>
      </Group>
      <CrashFilters
        filter={filter}
        search={search}
        onChange={(next) => {
          const isTyping = next.search !== filter.search
          setParams(withFilter(params, next), { replace: isTyping })
        }}
      />
      <CrashList
        key={JSON.stringify(filter)}
        filter={filter}
        onSort={(sort) => {
          setParams(withFilter(params, { ...filter, sort }))
        }}
      />
      <ShortcutHelp
        opened={isHelping}
        onClose={() => {
          setIsHelping(false)
        }}
      />
    </Stack>
  )
}

export const Component = CrashesPage
