import { Button, Popover, Skeleton, Stack, UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { day, plural } from '@/lib/format'
import { PRESETS, type DayRange, type RangeChoice } from '@/lib/range'
import { CalendarIcon, DownIcon } from '@/ui/icons'
import classes from './ScopeBar.module.css'

const LazyCalendar = lazy(() => import('@/app/RangeCalendar'))

interface RangePickerProps {
  choice: RangeChoice
  range: DayRange
  onChoose: (choice: RangeChoice) => void
}

export const presetLabel = (days: number): string =>
  days === 1 ? 'Today' : `Last ${plural(days, 'day')}`

const shown = (choice: RangeChoice, range: DayRange): string => {
  if (choice.kind === 'last') return presetLabel(choice.days)
  return range.start === range.end ? day(range.start) : `${day(range.start)} – ${day(range.end)}`
}

/** Presets and a calendar, both of UTC days. */
export function RangePicker({ choice, range, onChoose }: RangePickerProps) {
  const [isOpen, setIsOpen] = useState(false)
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
          aria-label={`Range: ${shown(choice, range)}`}
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {shown(choice, range)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Range of UTC days" className={classes.ranges}>
        <Stack gap={2}>
          {PRESETS.map((days) => (
            <UnstyledButton
              key={days}
              className={classes.preset}
              aria-pressed={choice.kind === 'last' && choice.days === days}
              onClick={() => {
                choose({ kind: 'last', days })
              }}
            >
              {presetLabel(days)}
            </UnstyledButton>
          ))}
        </Stack>
        <Suspense fallback={<Skeleton w={252} h={280} />}>
          <LazyCalendar
            range={range}
            onChoose={(chosen) => {
              choose({ kind: 'custom', ...chosen })
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
