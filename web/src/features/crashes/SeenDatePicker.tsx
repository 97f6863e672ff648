import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ANY_TIME, isAnyTime, type DayBounds } from '@/features/crashes/crash-filter'
import { formatDay } from '@/lib/format'
import { isDay } from '@/lib/range'
import { CalendarIcon, DownIcon } from '@/ui/icons'

export interface SeenBounds {
  firstSeen: DayBounds
  lastSeen: DayBounds
}

interface SeenDatePickerProps {
  bounds: SeenBounds
  onChoose: (bounds: SeenBounds) => void
}

const formatDayBounds = ({ from, to }: DayBounds): string =>
  `${from === null ? '' : formatDay(from)}–${to === null ? '' : formatDay(to)}`

const formatSeenBounds = ({ firstSeen, lastSeen }: SeenBounds): string =>
  [
    isAnyTime(firstSeen) ? '' : `First ${formatDayBounds(firstSeen)}`,
    isAnyTime(lastSeen) ? '' : `Last ${formatDayBounds(lastSeen)}`,
  ]
    .filter((part) => part !== '')
    .join(', ') || 'Any time'

/** Filters by the UTC days of a group's first and last crash. */
export function SeenDatePicker({ bounds, onChoose }: SeenDatePickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const isUnbounded = isAnyTime(bounds.firstSeen) && isAnyTime(bounds.lastSeen)
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          px="xs"
          variant={isUnbounded ? 'default' : 'light'}
          leftSection={<CalendarIcon size={14} />}
          rightSection={<DownIcon size={14} />}
          aria-label={`Seen: ${formatSeenBounds(bounds)}`}
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {formatSeenBounds(bounds)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="First and last seen (UTC days)" maw="calc(100vw - 16px)">
        <Stack gap="sm">
          <DayBoundsFields
            name="First seen"
            bounds={bounds.firstSeen}
            onChange={(firstSeen) => {
              onChoose({ ...bounds, firstSeen })
            }}
          />
          <DayBoundsFields
            name="Last seen"
            bounds={bounds.lastSeen}
            onChange={(lastSeen) => {
              onChoose({ ...bounds, lastSeen })
            }}
          />
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              UTC days, inclusive
            </Text>
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={isUnbounded}
              onClick={() => {
                setIsOpen(false)
                onChoose({ firstSeen: ANY_TIME, lastSeen: ANY_TIME })
              }}
            >
              Clear dates
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

interface DayBoundsFieldsProps {
  name: string
  bounds: DayBounds
  onChange: (bounds: DayBounds) => void
}

function DayBoundsFields({ name, bounds, onChange }: DayBoundsFieldsProps) {
  const field = (side: 'from' | 'to') => (
    <TextInput
      type="date"
      size="xs"
      w={140}
      label={`${name} ${side}`}
      value={bounds[side] ?? ''}
      onChange={({ currentTarget: { value } }) => {
        if (value === '' || isDay(value)) onChange({ ...bounds, [side]: value || null })
      }}
    />
  )
  return (
    <Group gap="xs">
      {field('from')}
      {field('to')}
    </Group>
  )
}
