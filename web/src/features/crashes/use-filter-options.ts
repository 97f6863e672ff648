import { useState } from 'react'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import type { Filter } from '@/features/crashes/crash-filter'
import { useMe } from '@/features/crashes/use-viewer-email'
import { byVersion } from '@/features/crashes/versions'
import { graphql } from '@/gql'
import { rangeDays } from '@/lib/range'

const FilterChoicesQuery = graphql(`
  query FilterChoices($appId: ID!, $range: DateRange!) {
    app(id: $appId) {
      id
      versions(range: $range) {
        version
      }
      crashGroups(first: 100) {
        edges {
          node {
            id
            type
            affectedVersions
            triage {
              assignee
            }
          }
        }
      }
    }
  }
`)

const isText = (value: string | null | undefined): value is string =>
  value !== null && value !== undefined && value !== ''

const known = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter(isText)),
]

/** What there is to choose from; what the address already asks for is always among it. */
export function useFilterChoices({ version, type, assignee }: Filter) {
  const { appId } = useCurrentApp()
  const me = useMe()
  const [range] = useState(() => rangeDays({ kind: 'last', days: 90 }, Date.now()))
  const [{ data }] = useQuery({ query: FilterChoicesQuery, variables: { appId, range } })
  const groups = data?.app.crashGroups.edges.map(({ node }) => node) ?? []
  const used = data?.app.versions.map((use) => use.version) ?? []
  const people = known([assignee, ...groups.map(({ triage }) => triage.assignee)])
  const others = people.filter((person) => person !== me).sort()
  return {
    versions: byVersion(
      known([...used, ...groups.flatMap((group) => group.affectedVersions), version]),
    ).reverse(),
    types: known([...groups.map((group) => group.type), type]).sort(),
    assignees: [
      ...(me === null ? [] : [{ value: me, label: 'Me' }]),
      { value: '\u0000', label: 'Nobody' },
      ...others,
    ],
  }
}
