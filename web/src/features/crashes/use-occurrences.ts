import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import type { OccurrencesQuery as OccurrencesData } from '@/gql/graphql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'

const OccurrencesQuery = graphql(`
  query Occurrences($appId: ID!, $fingerprint: String!, $first: Int!, $after: String) {
    app(id: $appId) {
      id
      crashGroup(fingerprint: $fingerprint) {
        id
        occurrences(first: $first, after: $after) {
          edges {
            node {
              id
              stackTrace
              ...OccurrenceDetails_occurrence
              ...Breadcrumbs_occurrence
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`)

type OccurrencePage = NonNullable<OccurrencesData['app']['crashGroup']>['occurrences']
export type Occurrence = OccurrencePage['edges'][number]['node']

const PAGE_SIZE = 10

/** Loads the occurrences of a group page by page, newest first. */
export function useOccurrences(fingerprint: string) {
  const { appId } = useCurrentApp()
  const [after, setAfter] = useState<string | null>(null)
  const [loaded, setLoaded] = useState<readonly Occurrence[]>([])
  const [result, reload] = useReloadableQuery(OccurrencesQuery, {
    appId,
    fingerprint,
    first: PAGE_SIZE,
    after,
  })
  const page = result.data?.app.crashGroup?.occurrences
  const nodes = [...loaded, ...(page?.edges.map(({ node }) => node) ?? [])]
  const occurrences = [...new Map(nodes.map((node) => [node.id, node])).values()]
  const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  return {
    occurrences,
    result,
    isLast: page !== undefined && !next,
    reload,
    loadMore: () => {
      if (!next || next === after || result.fetching) return
      setLoaded(occurrences)
      setAfter(next)
    },
  }
}
