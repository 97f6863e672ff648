import { useState } from 'react'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import type { CrashFilter } from '@/features/crashes/crash-filter'
import { useViewerEmail } from '@/features/crashes/use-viewer-email'
import { sortVersions } from '@/features/crashes/versions'
import { graphql } from '@/gql'
import { resolveRange } from '@/lib/range'

const FilterOptionsQuery = graphql(`
  query FilterOptions($appId: ID!, $range: DateRange!) {
    app(id: $appId) {
      id
      versions(range: $range) {
        appVersion
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

const distinctTexts = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter(isText)),
]

/** Returns the options of the filters, always including the selected ones. */
export function useFilterOptions({ version, type, assignee }: CrashFilter) {
  const { appId } = useCurrentApp()
  const viewerEmail = useViewerEmail()
  const [range] = useState(() => resolveRange({ kind: 'last', days: 90 }, Date.now()))
  const [{ data }] = useQuery({ query: FilterOptionsQuery, variables: { appId, range } })
  const groups = data?.app.crashGroups.edges.map(({ node }) => node) ?? []
  const usedVersions = data?.app.versions.map((use) => use.appVersion) ?? []
  const people = distinctTexts([assignee, ...groups.map(({ triage }) => triage.assignee)])
  const others = people.filter((person) => person !== viewerEmail).sort()
  return {
    versions: sortVersions(
      distinctTexts([
        ...usedVersions,
        ...groups.flatMap((group) => group.affectedVersions),
        version,
      ]),
    ).reverse(),
    types: distinctTexts([...groups.map((group) => group.type), type]).sort(),
    assignees: [
      ...(viewerEmail === null ? [] : [{ value: viewerEmail, label: 'Me' }]),
      { value: '\u0000', label: 'Unassigned' },
      ...others,
    ],
  }
}
