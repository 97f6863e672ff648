import { Select } from '@mantine/core'
import { SORTS, type CrashFilter } from '@/features/crashes/crash-filter'
import classes from './CrashList.module.css'

const SORT_OPTIONS = [
  { value: 'LAST_SEEN', label: 'Last seen' },
  { value: 'FIRST_SEEN', label: 'First seen' },
  { value: 'OCCURRENCES', label: 'Occurrences' },
  { value: 'DEVICES', label: 'Devices' },
  { value: 'TREND', label: 'Trending' },
]

type Sort = CrashFilter['sort']

export function SortPicker({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  return (
    <div className={classes.sort}>
      <span aria-hidden="true">Sort:</span>
      <Select
        size="xs"
        w={130}
        aria-label="Sort"
        data={SORT_OPTIONS}
        value={sort}
        allowDeselect={false}
        onChange={(value) => {
          onSort(SORTS.find((each) => each === value) ?? 'LAST_SEEN')
        }}
      />
    </div>
  )
}
