import { Stack, Title } from '@mantine/core'
import { Outlet } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { PageTitle } from '@/ui/PageTitle'
import { Tabs } from '@/ui/Tabs'

const TABS = [
  { to: '.', label: 'Usage' },
  { to: 'events', label: 'Events' },
  { to: 'performance', label: 'Performance' },
  { to: 'releases', label: 'Releases' },
  { to: 'retention', label: 'Retention' },
  { to: 'funnel', label: 'Funnel' },
  { to: 'benchmarks', label: 'Benchmarks' },
]

/** The analytics tabs. */
export function AnalyticsPage() {
  const { name } = useCurrentApp()
  return (
    <Stack gap="md">
      <PageTitle app={name} view="Analytics" />
      <Title order={1}>Analytics</Title>
      <Tabs label="Analytics" tabs={TABS} />
      <Outlet />
    </Stack>
  )
}

export const Component = AnalyticsPage
