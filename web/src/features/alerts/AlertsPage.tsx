import { Stack, Text, Title } from '@mantine/core'
import { Outlet } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { PageTitle } from '@/ui/PageTitle'
import { Tabs } from '@/ui/Tabs'

const TABS = [
  { to: '.', label: 'Deliveries' },
  { to: 'rules', label: 'Rules' },
  { to: 'channels', label: 'Channels' },
]

/** Whom did we tell, and did it arrive? */
export function AlertsPage() {
  const { name } = useCurrentApp()
  return (
    <Stack gap="md">
      <PageTitle app={name} view="alerts" />
      <div>
        <Title order={1}>Alerts</Title>
        <Text c="dimmed">Who is told what, and whether it arrived.</Text>
      </div>
      <Tabs label="Alerts" tabs={TABS} />
      <Outlet />
    </Stack>
  )
}

export const Component = AlertsPage
