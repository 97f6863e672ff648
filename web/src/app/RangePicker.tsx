import { Button, Popover, Skeleton, Stack, UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { formatDayRange, pluralize } from '@/lib/format'
import { useNow } from '@/lib/now'
import { PRESETS, type DayRange, type RangeChoice } from '@/lib/range'
import { CalendarIcon, DownIcon } from '@/ui/icons'
import classes from './ScopeBar.module.css'

const LazyCalendar = lazy(() => import('@/app/RangeCalendar'))

interface RangePickerProps {
  choice: RangeChoice
  range: DayRange
  onChoose: (choice: RangeChoice) => void
}

export const formatPreset = (days: number): string =>
  days === 1 ? 'Today' : `Last ${pluralize(days, 'day')}`

const formatRangeChoice = (choice: RangeChoice, { start, end }: DayRange, now: number): string =>
  choice.kind === 'last' ? formatPreset(choice.days) : formatDayRange(start, end, now)

/** Presets and a calendar; all days are UTC days. */
export function RangePicker({ choice, range, onChoose }: RangePickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const label = formatRangeChoice(choice, range, useNow())
  const choose = (next: RangeChoice) => {
    setIsOpen(false)
    onChoose(next)
  }
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          px="xs"
          variant="default"
          leftSection={<CalendarIcon size={16} />}
          rightSection={<DownIcon size={14} />}
          aria-label={`Range: ${label}`}
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Range (UTC days)" className={classes.ranges}>
        <Stack gap={2}>
          {PRESETS.map((preset) => (
            <UnstyledButton
              key={preset}
              className={classes.preset}
              aria-pressed={choice.kind === 'last' && choice.days === preset}
              onClick={() => {
                choose({ kind: 'last', days: preset })
              }}
            >
              {formatPreset(preset)}
            </UnstyledButton>
          ))}
        </Stack>
        <Suspense fallback={<Skeleton w={252} h={280} />}>
          <LazyCalendar
            range={range}
            onChoose={(days) => {
              choose({ kind: 'custom', ...days })
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
