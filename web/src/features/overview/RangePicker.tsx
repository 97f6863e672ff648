import { Button, Group, Popover, SegmentedControl, Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { day } from '@/lib/format'
import { PRESETS, type DayRange, type RangeChoice } from '@/lib/range'
import { CalendarIcon } from '@/ui/icons'

const LazyCalendar = lazy(() => import('@/features/overview/RangeCalendar'))

interface RangePickerProps {
  choice: RangeChoice
  range: DayRange
  onChoose: (choice: RangeChoice) => void
}

export function RangePicker({ choice, range, onChoose }: RangePickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Group gap="xs" wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label="Range"
        value={choice.kind === 'last' ? String(choice.days) : ''}
        onChange={(days) => {
          onChoose({ kind: 'last', days: Number(days) })
        }}
        data={PRESETS.map((days) => ({ value: String(days), label: `${String(days)} days` }))}
      />
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <Button
            size="xs"
            px="xs"
            variant={choice.kind === 'custom' ? 'light' : 'default'}
            leftSection={<CalendarIcon size={16} />}
            onClick={() => {
              setIsOpen(!isOpen)
            }}
          >
            {choice.kind === 'custom' ? `${day(range.start)} – ${day(range.end)}` : 'Custom'}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Custom range, UTC days">
          <Suspense fallback={<Skeleton w={252} h={280} />}>
            <LazyCalendar
              range={range}
              onChoose={(chosen) => {
                setIsOpen(false)
                onChoose({ kind: 'custom', ...chosen })
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}
