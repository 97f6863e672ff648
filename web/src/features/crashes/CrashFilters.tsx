import { Group, SegmentedControl, Select } from '@mantine/core'
import type { RefObject } from 'react'
import { STATUSES, type Filter } from '@/features/crashes/crash-filter'
import { SearchField } from '@/features/crashes/SearchField'
import { SeenPicker } from '@/features/crashes/SeenDatePicker'
import { useFilterChoices } from '@/features/crashes/use-filter-options'

const STATUS_CHOICES = [
  { value: 'OPEN', label: 'Open' },
  { value: 'RESOLVED', label: 'Resolved' },
  { value: 'IGNORED', label: 'Ignored' },
  { value: 'ALL', label: 'All' },
]

interface CrashFiltersProps {
  filter: Filter
  search: RefObject<HTMLInputElement | null>
  onChange: (filter: Filter) => void
}

export function CrashFilters({ filter, search, onChange }: CrashFiltersProps) {
  const { versions, types, assignees } = useFilterChoices(filter)
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
        data={STATUS_CHOICES}
        onChange={(value) => {
          onChange({ ...filter, status: STATUSES.find((status) => status === value) ?? null })
        }}
      />
      <Choice
        label="Version"
        placeholder="All versions"
        data={versions}
        value={filter.version}
        onChange={(version) => {
          onChange({ ...filter, version })
        }}
      />
      <Choice
        label="Type"
        placeholder="All types"
        data={types}
        value={filter.type}
        onChange={(type) => {
          onChange({ ...filter, type })
        }}
      />
      <Choice
        label="Assignee"
        placeholder="Anyone"
        data={assignees}
        value={filter.assignee === '' ? NOBODY : filter.assignee}
        onChange={(assignee) => {
          onChange({ ...filter, assignee: assignee === NOBODY ? '' : assignee })
        }}
      />
      <SeenPicker
        bounds={filter}
        onChoose={({ firstSeen, lastSeen }) => {
          onChange({ ...filter, firstSeen, lastSeen })
        }}
      />
    </Group>
  )
}

/** Stands for the empty assignee, which a select cannot hold. */
const NOBODY = '\u0000'

interface ChoiceProps {
  label: string
  placeholder: string
  data: (string | { value: string; label: string })[]
  value: string | null
  onChange: (value: string | null) => void
}

function Choice({ label, ...props }: ChoiceProps) {
  return (
    <Select
      size="xs"
      w={130}
      aria-label={label}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${label}: all` }}
      nothingFoundMessage="None"
      {...props}
    />
  )
}
