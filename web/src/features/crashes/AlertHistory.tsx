import { Skeleton, Text } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import {
  ALERT_KIND_LABELS,
  DELIVERY_REASON_LABELS,
  DELIVERY_STATE_LABELS,
} from '@/features/alerts/labels'
import { graphql } from '@/gql'
import { truncate } from '@/lib/format'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'
import classes from './SimilarGroupsPanel.module.css'

const AlertHistoryQuery = graphql(`
  query AlertHistory($appId: ID!, $fingerprint: String!) {
    alertChannelKinds {
      kind
      label
    }
    app(id: $appId) {
      id
      alertDeliveries(first: 10, filter: { fingerprint: $fingerprint }) {
        edges {
          node {
            id
            kind
            state
            reason
            channelKind
            target
            createdAt
            error
          }
        }
      }
    }
  }
`)

/** The latest alerts about a group. */
export function AlertHistory({ fingerprint }: { fingerprint: string }) {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(AlertHistoryQuery, { appId, fingerprint })
  return (
    <Panel title="Alerts sent">
      <Loadable result={result} skeleton={<Skeleton h={40} />} onRetry={reload}>
        {({ alertChannelKinds, app: { alertDeliveries } }) =>
          alertDeliveries.edges.length === 0 ? (
            <Text c="dimmed">No alerts sent</Text>
          ) : (
            <ul className={classes.list}>
              {alertDeliveries.edges.map(({ node }) => (
                <li key={node.id}>
                  {ALERT_KIND_LABELS[node.kind]}: {DELIVERY_STATE_LABELS[node.state]}
                  {node.reason && ` · ${DELIVERY_REASON_LABELS[node.reason]}`}{' '}
                  <Time at={node.createdAt} />
                  <Text size="xs" c="dimmed" className="user-text">
                    {alertChannelKinds.find(({ kind }) => kind === node.channelKind)?.label}:{' '}
                    {node.target}
                    {node.error && ` · ${truncate(node.error, 160)}`}
                  </Text>
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
    </Panel>
  )
}
