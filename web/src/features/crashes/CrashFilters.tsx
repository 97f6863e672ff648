import { Group, SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { STATUSES, type Filter } from '@/features/crashes/filter'
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
          }
        }
      }
    }
  }
`)

const STATUS_CHOICES = [
  { value: 'OPEN', label: 'Open' },
  { value: 'RESOLVED', label: 'Resolved' },
  { value: 'IGNORED', label: 'Ignored' },
  { value: 'ALL', label: 'All' },
]

interface CrashFiltersProps {
  filter: Filter
  onChange: (filter: Filter) => void
}

export function CrashFilters({ filter, onChange }: CrashFiltersProps) {
  const { versions, types } = useChoices(filter)
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="Status"
        value={filter.status ?? 'ALL'}
        data={STATUS_CHOICES}
        onChange={(value) => {
          onChange({ ...filter, status: STATUSES.find((status) => status === value) ?? null })
        }}
      />
      <Select
        size="xs"
        w={150}
        aria-label="Version"
        placeholder="All versions"
        data={versions}
        value={filter.version}
        onChange={(version) => {
          onChange({ ...filter, version })
        }}
        searchable
        clearable
      />
      <Select
        size="xs"
        w={150}
        aria-label="Type"
        placeholder="All types"
        data={types}
        value={filter.type}
        onChange={(type) => {
          onChange({ ...filter, type })
        }}
        searchable
        clearable
      />
    </Group>
  )
}

/** What there is to choose from; what the address already asks for is always among it. */
function useChoices({ version, type }: Filter) {
  const { appId } = useCurrentApp()
  const [range] = useState(() => rangeDays({ kind: 'last', days: 90 }, Date.now()))
  const [{ data }] = useQuery({ query: FilterChoicesQuery, variables: { appId, range } })
  const groups = data?.app.crashGroups.edges.map(({ node }) => node) ?? []
  const used = data?.app.versions.flatMap((use) => use.version ?? []) ?? []
  const versions = [...used, ...groups.flatMap((group) => group.affectedVersions), version ?? []]
  const types = [...groups.map((group) => group.type), type ?? []]
  return {
    versions: byVersion([...new Set(versions.flat())]).reverse(),
    types: [...new Set(types.flat())].sort(),
  }
}
