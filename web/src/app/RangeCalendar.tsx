import '@mantine/dates/styles.css'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useNow } from '@/lib/now'
import { toUtcDay, type DayRange } from '@/lib/range'

const NAVIGATION_LABELS = {
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
  previousDecade: 'Previous decade',
  nextDecade: 'Next decade',
}

interface RangeCalendarProps {
  range: DayRange
  onChoose: (range: DayRange) => void
}

export default function RangeCalendar({ range, onChoose }: RangeCalendarProps) {
  const [value, setValue] = useState<[string | null, string | null]>([range.start, range.end])
  return (
    <DatePicker
      type="range"
      allowSingleDateInRange
      weekendDays={[]}
      hideOutsideDates
      ariaLabels={NAVIGATION_LABELS}
      maxDate={toUtcDay(useNow())}
      defaultDate={range.end}
      value={value}
      onChange={(next) => {
        setValue(next)
        const [start, end] = next
        if (start !== null && end !== null) onChoose({ start, end })
      }}
    />
  )
}
