import { Badge, Stack, Switch, Text } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { selectLatestTypes } from '@/features/analytics/event-types'
import { RegisterEventType } from '@/features/settings/RegisterEventType'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { graphql } from '@/gql'
import type { EventTypeSettingsQuery } from '@/gql/graphql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { EmptyState } from '@/ui/EmptyState'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'
import { Time } from '@/ui/Time'

const TypesQuery = graphql(`
  query EventTypeSettings($appId: ID!) {
    app(id: $appId) {
      id
      isCollectingUnknownEvents
      eventTypes {
        name
        version
        tier
        isCollected
        registeredAt
        fields {
          name
          kind
        }
      }
    }
  }
`)

const SetUnknownEventsMutation = graphql(`
  mutation SetUnknownEventCollection($input: SetUnknownEventCollectionInput!) {
    setUnknownEventCollection(input: $input) {
      isEnabled
    }
  }
`)

export function EventTypesPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(TypesQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app }) => (
        <Stack gap="md">
          <Panel title="Custom event types" flush>
            <EventTypeTable types={selectLatestTypes(app.eventTypes)} />
          </Panel>
          <RegisterEventType onSaved={reload} />
          <UnknownEventTypes isCollecting={app.isCollectingUnknownEvents} onSaved={reload} />
        </Stack>
      )}
    </Loadable>
  )
}

type EventType = EventTypeSettingsQuery['app']['eventTypes'][number]

function EventTypeTable({ types }: { types: readonly EventType[] }) {
  if (types.length === 0) {
    return (
      <EmptyState title="No custom event types">
        In addition to the ten built-in types, an app can register up to 100 custom types.
      </EmptyState>
    )
  }
  return (
    <ScrollBox label="Custom event types">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Fields</th>
            <th scope="col">Consent tier</th>
            <th scope="col">Version</th>
            <th scope="col">Registered</th>
          </tr>
        </thead>
        <tbody>
          {types.map(({ name, fields, tier, version, isCollected, registeredAt }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code> {isCollected && <Badge variant="default">Unregistered</Badge>}
              </th>
              <td>
                {fields.map((field) => `${field.name}: ${field.kind.toLowerCase()}`).join(', ')}
              </td>
              <td>{tier.toLowerCase()}</td>
              <td>{version}</td>
              <td>
                <Time at={registeredAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

interface UnknownEventTypesProps {
  isCollecting: boolean
  onSaved: () => void
}

function UnknownEventTypes({ isCollecting, onSaved }: UnknownEventTypesProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const { isBusy, run } = useMutationWithToast(SetUnknownEventsMutation, 'Saved.')
  const set = async (isEnabled: boolean) => {
    if (await run({ input: { appId, isEnabled } })) onSaved()
  }
  return (
    <Panel title="Unregistered event types">
      <Switch
        label="Count events of unregistered types"
        description="Up to 100 types. The data of the events is not stored. If disabled, such events are rejected."
        checked={isCollecting}
        disabled={cannotManageReason !== null || isBusy}
        onChange={({ currentTarget }) => void set(currentTarget.checked)}
      />
      {cannotManageReason !== null && (
        <Text size="xs" c="dimmed" mt={6}>
          {cannotManageReason}
        </Text>
      )}
    </Panel>
  )
}

export const Component = EventTypesPage
