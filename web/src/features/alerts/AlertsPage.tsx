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

/** The alerting tabs. */
export function AlertsPage() {
  const { name } = useCurrentApp()
  return (
    <Stack gap="md">
      <PageTitle app={name} view="Alerts" />
      <div>
        <Title order={1}>Alerts</Title>
        <Text c="dimmed">
          Which alerts are sent to which channels, and whether they are delivered.
        </Text>
      </div>
      <Tabs label="Alerts" tabs={TABS} />
      <Outlet />
    </Stack>
  )
}

export const Component = AlertsPage
