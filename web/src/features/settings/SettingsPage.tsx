import { Alert, Grid, Stack, Title } from '@mantine/core'
import { Outlet } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { PageTitle } from '@/ui/PageTitle'
import { Tabs } from '@/ui/Tabs'

const TABS = [
  { to: '.', label: 'General' },
  { to: 'keys', label: 'Ingest keys' },
  { to: 'members', label: 'Members' },
  { to: 'ingestion', label: 'Sampling and limits' },
  { to: 'events', label: 'Event types' },
  { to: 'grouping', label: 'Crash grouping' },
  { to: 'source-maps', label: 'Source maps' },
  { to: 'retention', label: 'Retention' },
  { to: 'account', label: 'Your account' },
]

export function SettingsPage() {
  const { name, cannotManageReason } = useCurrentApp()
  return (
    <Stack gap="md">
      <PageTitle app={name} view="Settings" />
      <Title order={1}>Settings</Title>
      {cannotManageReason !== null && (
        <Alert variant="light" color="gray" p="xs" role="note">
          You can view these settings. {cannotManageReason}
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 3, lg: 2 }}>
          <Tabs label="Settings" tabs={TABS} isVertical />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 9, lg: 10 }} maw={900} miw={0}>
          <Outlet />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

export const Component = SettingsPage
