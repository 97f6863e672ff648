import { Paper, Stack, Text, Title } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { DeliveriesPage } from '@/features/alerts/DeliveriesPage'
import { EndlessPages } from '@/ui/EndlessPages'
import { PageTitle } from '@/ui/PageTitle'
import classes from './Alerts.module.css'

/** Whom did we tell, and did it arrive? */
export function AlertsPage() {
  const { name } = useCurrentApp()
  return (
    <Stack gap="md">
      <PageTitle>{`${name}: alerts`}</PageTitle>
      <div>
        <Title order={1}>Alerts</Title>
        <Text c="dimmed">Every alert to every channel, newest first.</Text>
      </div>
      <Paper withBorder className={classes.list}>
        <div className={classes.rows}>
          <EndlessPages>
            {(after, more) => <DeliveriesPage after={after} more={more} />}
          </EndlessPages>
        </div>
      </Paper>
    </Stack>
  )
}

export const Component = AlertsPage
