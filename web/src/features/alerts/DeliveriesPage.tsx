import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { DeliveryRow } from '@/features/alerts/DeliveryRow'
import { graphql } from '@/gql'
import { usePolling } from '@/lib/use-polling'
import { Empty } from '@/ui/Empty'
import { LoadMore, type More } from '@/ui/EndlessPages'
import { Loadable } from '@/ui/Loadable'
import { RowsSkeleton } from '@/ui/RowsSkeleton'

const DeliveriesQuery = graphql(`
  query Deliveries($appId: ID!, $first: Int!, $after: String) {
    app(id: $appId) {
      id
      alertDeliveries(first: $first, after: $after) {
        edges {
          node {
            id
            ...DeliveryRow_delivery
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

const PAGE_SIZE = 50
const REFRESH_MS = 10_000

export function DeliveriesPage({ after, more }: { after: string | null; more: More }) {
  const { appId } = useCurrentApp()
  const [result, execute] = useQuery({
    query: DeliveriesQuery,
    variables: { appId, first: PAGE_SIZE, after },
  })
  const reload = () => {
    execute({ requestPolicy: 'network-only' })
  }
  // Only while the list is one page: a page that moves on would leave a gap before the next.
  usePolling(reload, after === null && more.isLast ? REFRESH_MS : null)
  return (
    <Loadable result={result} skeleton={<RowsSkeleton rows={6} height={54} />} onRetry={reload}>
      {({ app: { alertDeliveries } }) => (
        <>
          {after === null && alertDeliveries.edges.length === 0 && (
            <Empty title="No alert was sent yet">
              The first crash of a new kind sends one. Channels are set with TELEMETRY_SMTP_HOST,
              TELEMETRY_ALERT_SLACK_URL and TELEMETRY_ALERT_WEBHOOK_URL.
            </Empty>
          )}
          {alertDeliveries.edges.map(({ node }) => (
            <DeliveryRow key={node.id} delivery={node} />
          ))}
          <LoadMore more={more} pageInfo={alertDeliveries.pageInfo} />
        </>
      )}
    </Loadable>
  )
}
