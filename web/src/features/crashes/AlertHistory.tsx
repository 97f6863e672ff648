import { Skeleton, Text } from '@mantine/core'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { KINDS, REASONS, STATES } from '@/features/alerts/labels'
import { graphql } from '@/gql'
import { clipped } from '@/lib/format'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'
import classes from './SimilarGroupsPanel.module.css'

const AlertHistoryQuery = graphql(`
  query AlertHistory($appId: ID!, $fingerprint: String!) {
    app(id: $appId) {
      id
      alertDeliveries(first: 10, filter: { fingerprint: $fingerprint }) {
        edges {
          node {
            id
            kind
            state
            reason
            channel
            target
            createdAt
            error
          }
        }
      }
    }
  }
`)

/** Who was told of a group, and whether it arrived. */
export function AlertHistory({ fingerprint }: { fingerprint: string }) {
  const { appId } = useCurrentApp()
  const [result, execute] = useQuery({
    query: AlertHistoryQuery,
    variables: { appId, fingerprint },
  })
  return (
    <Panel title="Alerts sent">
      <Loadable
        result={result}
        skeleton={<Skeleton h={40} />}
        onRetry={() => {
          execute({ requestPolicy: 'network-only' })
        }}
      >
        {({ app: { alertDeliveries } }) =>
          alertDeliveries.edges.length === 0 ? (
            <Text c="dimmed">Nobody was told of it.</Text>
          ) : (
            <ul className={classes.similar}>
              {alertDeliveries.edges.map(({ node }) => (
                <li key={node.id}>
                  {KINDS[node.kind]}: {STATES[node.state]}
                  {node.reason && ` (${REASONS[node.reason]})`} <Time at={node.createdAt} />
                  <Text size="xs" c="dimmed" className="foreign">
                    {node.channel} to {node.target}
                    {node.error && `: ${clipped(node.error, 160)}`}
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
