import { Group, NativeSelect, Skeleton } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import { graphql } from '@/gql'
import type { FieldKind } from '@/gql/graphql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { RankedList } from '@/ui/RankedList'

const BreakdownQuery = graphql(`
  query Breakdown(
    $appId: ID!
    $range: DateRange!
    $version: String
    $type: String!
    $field: String!
  ) {
    app(id: $appId) {
      id
      breakdown(type: $type, field: $field, first: 20, range: $range, appVersion: $version) {
        item
        count
        devices
        share
        isEstimated
      }
    }
  }
`)

interface CustomEventType {
  name: string
  fields: readonly { name: string; kind: FieldKind }[]
}

/** The values of a field of an event type of the app's own. */
export function BreakdownPanel({ types }: { types: readonly CustomEventType[] }) {
  const [params, setParams] = useSearchParams()
  const choices = types.flatMap(({ name, fields }) =>
    fields.filter(({ kind }) => kind !== 'NUMBER').map((field) => `${name}.${field.name}`),
  )
  const asked = params.get('field')
  const chosen = choices.find((choice) => choice === asked) ?? choices[0]
  return (
    <Panel
      title="Breakdown by property"
      flush
      aside={
        chosen !== undefined && (
          <NativeSelect
            size="xs"
            aria-label="Property"
            value={chosen}
            data={choices}
            onChange={({ currentTarget }) => {
              const next = new URLSearchParams(params)
              next.set('field', currentTarget.value)
              setParams(next)
            }}
          />
        )
      }
    >
      {chosen === undefined ? (
        <EmptyState title="No event type of your own has a text or boolean field">
          Register one in the <Link to="../../settings/events">settings</Link>; its values are
          broken down here.
        </EmptyState>
      ) : (
        <BreakdownValues choice={chosen} />
      )}
    </Panel>
  )
}

function BreakdownValues({ choice }: { choice: string }) {
  const { appId } = useCurrentApp()
  const { range, version } = useScope()
  const [type = '', field = ''] = choice.split('.')
  const [result, reload] = useReloadableQuery(BreakdownQuery, {
    appId,
    range,
    version,
    type,
    field,
  })
  return (
    <Loadable
      result={result}
      skeleton={
        <Group p="md">
          <Skeleton h={160} />
        </Group>
      }
      onRetry={reload}
    >
      {({ app }) =>
        app.breakdown.length === 0 ? (
          <EmptyState title="No such events in this range" />
        ) : (
          <RankedList name={field} items={app.breakdown} />
        )
      }
    </Loadable>
  )
}
