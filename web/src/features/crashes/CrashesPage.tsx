import { Group, Stack, Title } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { CrashFilters } from '@/features/crashes/CrashFilters'
import { CrashList } from '@/features/crashes/CrashList'
import { filterOf, withFilter } from '@/features/crashes/filter'
import { PageTitle } from '@/ui/PageTitle'

/** What broke? */
export function CrashesPage() {
  const { name } = useCurrentApp()
  const [params, setParams] = useSearchParams()
  const filter = filterOf(params)
  return (
    <Stack gap="md">
      <PageTitle>{`${name}: crashes`}</PageTitle>
      <Group justify="space-between" gap="sm">
        <Title order={1}>Crashes</Title>
        <CrashFilters
          filter={filter}
          onChange={(next) => {
            setParams(withFilter(params, next))
          }}
        />
      </Group>
      <CrashList key={JSON.stringify(filter)} filter={filter} />
    </Stack>
  )
}

export const Component = CrashesPage
