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

/** The most frequent values of a field of a custom event type. */
export function BreakdownPanel({ types }: { types: readonly CustomEventType[] }) {
  const [params, setParams] = useSearchParams()
  const options = types.flatMap(({ name, fields }) =>
    fields.filter(({ kind }) => kind !== 'NUMBER').map((field) => `${name}.${field.name}`),
  )
  const requested = params.get('field')
  const selected = options.find((option) => option === requested) ?? options[0]
  return (
    <Panel
      title="Breakdown by field"
      flush
      aside={
        selected !== undefined && (
          <NativeSelect
            size="xs"
            aria-label="Field"
            value={selected}
            data={options}
            onChange={({ currentTarget }) => {
              const next = new URLSearchParams(params)
              next.set('field', currentTarget.value)
              setParams(next)
            }}
          />
        )
      }
    >
      {selected === undefined ? (
        <EmptyState title="No custom event type has a text or boolean field">
          Register one in the <Link to="../../settings/events">settings</Link> to break down its
          values here.
        </EmptyState>
      ) : (
        <BreakdownValues option={selected} />
      )}
    </Panel>
  )
}

function BreakdownValues({ option }: { option: string }) {
  const { appId } = useCurrentApp()
  const { range, version } = useScope()
  const [type = '', field = ''] = option.split('.')
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
          <EmptyState title="No events of this type in this range" />
        ) : (
          <RankedList name={field} items={app.breakdown} />
        )
      }
    </Loadable>
  )
}
