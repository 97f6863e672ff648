import { Group, SegmentedControl, Select } from '@mantine/core'
import type { RefObject } from 'react'
import { STATUSES, type CrashFilter } from '@/features/crashes/crash-filter'
import { SearchField } from '@/features/crashes/SearchField'
import { SeenDatePicker } from '@/features/crashes/SeenDatePicker'
import { useFilterOptions } from '@/features/crashes/use-filter-options'

const STATUS_OPTIONS = [
  { value: 'OPEN', label: 'Open' },
  { value: 'RESOLVED', label: 'Resolved' },
  { value: 'IGNORED', label: 'Ignored' },
  { value: 'ALL', label: 'All' },
]

interface CrashFiltersProps {
  filter: CrashFilter
  search: RefObject<HTMLInputElement | null>
  onChange: (filter: CrashFilter) => void
}

export function CrashFilters({ filter, search, onChange }: CrashFiltersProps) {
  const { versions, types, assignees } = useFilterOptions(filter)
  return (
    <Group gap="xs" role="search" aria-label="Filter crashes">
      <SearchField
        field={search}
        value={filter.search}
        onSearch={(text) => {
          onChange({ ...filter, search: text })
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label="Status"
        value={filter.status ?? 'ALL'}
        data={STATUS_OPTIONS}
        onChange={(value) => {
          onChange({ ...filter, status: STATUSES.find((status) => status === value) ?? null })
        }}
      />
      <FilterSelect
        label="Version"
        placeholder="All versions"
        data={versions}
        value={filter.version}
        onChange={(version) => {
          onChange({ ...filter, version })
        }}
      />
      <FilterSelect
        label="Type"
        placeholder="All types"
        data={types}
        value={filter.type}
        onChange={(type) => {
          onChange({ ...filter, type })
        }}
      />
      <FilterSelect
        label="Assignee"
        placeholder="Anyone"
        data={assignees}
        value={filter.assignee === '' ? UNASSIGNED : filter.assignee}
        onChange={(assignee) => {
          onChange({ ...filter, assignee: assignee === UNASSIGNED ? '' : assignee })
        }}
      />
      <SeenDatePicker
        bounds={filter}
        onChoose={({ firstSeen, lastSeen }) => {
          onChange({ ...filter, firstSeen, lastSeen })
        }}
      />
    </Group>
  )
}

/** Represents the empty assignee, which a select cannot have as a value. */
const UNASSIGNED = '\u0000'

interface FilterSelectProps {
  label: string
  placeholder: string
  data: (string | { value: string; label: string })[]
  value: string | null
  onChange: (value: string | null) => void
}

function FilterSelect({ label, ...props }: FilterSelectProps) {
  return (
    <Select
      size="xs"
      w={130}
      aria-label={label}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${label}: all` }}
      nothingFoundMessage="No matches"
      {...props}
    />
  )
}
