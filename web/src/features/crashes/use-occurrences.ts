import { useState } from 'react'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import type { OccurrencesQuery as OccurrencesData } from '@/gql/graphql'

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

/** The crashes of a group as far as they were asked for, newest first. */
export function useOccurrences(fingerprint: string) {
  const { appId } = useCurrentApp()
  const [after, setAfter] = useState<string | null>(null)
  const [older, setOlder] = useState<readonly Occurrence[]>([])
  const [result, execute] = useQuery({
    query: OccurrencesQuery,
    variables: { appId, fingerprint, first: PAGE_SIZE, after },
  })
  const page = result.data?.app.crashGroup?.occurrences
  const nodes = [...older, ...(page?.edges.map(({ node }) => node) ?? [])]
  const all = [...new Map(nodes.map((node) => [node.id, node])).values()]
  const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  return {
    all,
    result,
    isLast: page !== undefined && !next,
    reload: () => {
      execute({ requestPolicy: 'network-only' })
    },
    more: () => {
      if (!next || next === after || result.fetching) return
      setOlder(all)
      setAfter(next)
    },
  }
}
