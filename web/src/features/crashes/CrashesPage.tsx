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

/** The list of crash groups with its filters. */
export function CrashesPage() {
  const { name } = useCurrentApp()
  const [params, setParams] = useSearchParams()
  const [isHelpOpen, setIsHelpOpen] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const filter = parseFilter(params)
  const openHelp = () => {
    setIsHelpOpen(true)
  }
  useShortcuts({
    '/': () => search.current?.focus(),
    '?': openHelp,
  })
  return (
    <Stack gap="md">
      <PageTitle app={name} view="Crashes" />
      <Group justify="space-between" gap="sm">
        <Title order={1}>Crashes</Title>
        <ActionIcon
          {...tooltip('Keyboard shortcuts (?)')}
          variant="subtle"
          color="gray"
          aria-label="Keyboard shortcuts"
          onClick={openHelp}
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
        opened={isHelpOpen}
        onClose={() => {
          setIsHelpOpen(false)
        }}
      />
    </Stack>
  )
}

export const Component = CrashesPage
