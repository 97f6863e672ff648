import { useCurrentApp } from '@/app/current-app'
import { isFiltered, type DeliveryFilter } from '@/features/alerts/delivery-filter'
import { DeliveryRow } from '@/features/alerts/DeliveryRow'
import { graphql } from '@/gql'
import { usePolling } from '@/lib/use-polling'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
import { LoadMore, type NextPage } from '@/ui/InfinitePages'
import { Loadable } from '@/ui/Loadable'
import { RowsSkeleton } from '@/ui/RowsSkeleton'

const DeliveriesQuery = graphql(`
  query Deliveries($appId: ID!, $first: Int!, $after: String, $filter: AlertDeliveryFilter) {
    app(id: $appId) {
      id
      alertDeliveries(first: $first, after: $after, filter: $filter) {
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
const REFRESH_MS = 5_000

interface DeliveryListPageProps {
  after: string | null
  nextPage: NextPage
  filter: DeliveryFilter
  getKindLabel: (channelKind: string) => string
  onChange: () => void
}

export function DeliveryListPage(props: DeliveryListPageProps) {
  const { after, nextPage, filter, getKindLabel, onChange } = props
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(DeliveriesQuery, {
    appId,
    first: PAGE_SIZE,
    after,
    filter,
  })
  // Only while the list has one page: shifting that page would leave a gap before the next one.
  usePolling(reload, after === null && nextPage.isLast ? REFRESH_MS : null)
  return (
    <Loadable result={result} skeleton={<RowsSkeleton rows={6} height={54} />} onRetry={reload}>
      {({ app: { alertDeliveries } }) => (
        <>
          {after === null && alertDeliveries.edges.length === 0 && (
            <NoDeliveries isFiltered={isFiltered(filter)} />
          )}
          {alertDeliveries.edges.map(({ node }) => (
            <DeliveryRow
              key={node.id}
              delivery={node}
              getKindLabel={getKindLabel}
              onChange={onChange}
            />
          ))}
          <LoadMore nextPage={nextPage} pageInfo={alertDeliveries.pageInfo} />
        </>
      )}
    </Loadable>
  )
}

const NoDeliveries = ({ isFiltered: hasFilter }: { isFiltered: boolean }) =>
  hasFilter ? (
    <EmptyState title="No deliveries match these filters">
      Choose another state, kind or channel.
    </EmptyState>
  ) : (
    <EmptyState title="No alerts sent yet">
      An alert is sent when a new crash group appears. Add a channel and send a test alert.
    </EmptyState>
  )
