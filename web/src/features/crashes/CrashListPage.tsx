import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { CrashRow } from '@/features/crashes/CrashRow'
import { asInput, type Filter } from '@/features/crashes/filter'
import { NoCrashes } from '@/features/crashes/NoCrashes'
import { graphql } from '@/gql'
import { plural } from '@/lib/format'
import { LoadMore, type More } from '@/ui/EndlessPages'
import { Loadable } from '@/ui/Loadable'
import { RowsSkeleton } from '@/ui/RowsSkeleton'
import classes from './CrashList.module.css'

const CrashListQuery = graphql(`
  query CrashList(
    $appId: ID!
    $filter: CrashGroupFilter!
    $first: Int!
    $after: String
    $isFirst: Boolean!
  ) {
    app(id: $appId) {
      id
      crashGroups(first: $first, after: $after, filter: $filter) {
        totalCount @include(if: $isFirst)
        edges {
          node {
            id
            ...CrashRow_group
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

const PAGE_SIZE = 40

interface CrashListPageProps {
  filter: Filter
  after: string | null
  /** Rows of groups that have just appeared, above those of the first page. */
  lead: ReactNode
  /** Those groups. */
  without: ReadonlySet<string>
  more: More
}

export function CrashListPage({ filter, after, lead, without, more }: CrashListPageProps) {
  const { appId } = useCurrentApp()
  const isFirst = after === null
  const [result, reload] = useQuery({
    query: CrashListQuery,
    variables: { appId, filter: asInput(filter), first: PAGE_SIZE, after, isFirst },
  })
  return (
    <Loadable
      result={result}
      skeleton={<RowsSkeleton rows={isFirst ? 8 : 2} />}
      onRetry={() => {
        reload({ requestPolicy: 'network-only' })
      }}
    >
      {({ app: { crashGroups } }) => {
        const listed = crashGroups.edges.filter(({ node }) => without.has(node.id)).length
        const total = (crashGroups.totalCount ?? 0) + without.size - listed
        return (
          <>
            {isFirst && total > 0 && (
              <div className={classes.total}>{plural(total, 'group')}, latest crash first</div>
            )}
            {lead}
            {isFirst && total === 0 && <NoCrashes filter={filter} />}
            {crashGroups.edges
              .filter(({ node }) => !without.has(node.id))
              .map(({ node }) => (
                <CrashRow key={node.id} group={node} to="." listed={filter.status} hasActions />
              ))}
            <LoadMore more={more} pageInfo={crashGroups.pageInfo} />
          </>
        )
      }}
    </Loadable>
  )
}
