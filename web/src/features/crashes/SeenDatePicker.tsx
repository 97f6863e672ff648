import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { EVER, isEver, type Seen } from '@/features/crashes/crash-filter'
import { day } from '@/lib/format'
import { isDay } from '@/lib/range'
import { CalendarIcon, DownIcon } from '@/ui/icons'

export interface SeenBounds {
  firstSeen: Seen
  lastSeen: Seen
}

interface SeenPickerProps {
  bounds: SeenBounds
  onChoose: (bounds: SeenBounds) => void
}

const within = ({ from, to }: Seen): string =>
  `${from === null ? '' : day(from)}–${to === null ? '' : day(to)}`

const shown = ({ firstSeen, lastSeen }: SeenBounds): string =>
  [
    isEver(firstSeen) ? '' : `First ${within(firstSeen)}`,
    isEver(lastSeen) ? '' : `Last ${within(lastSeen)}`,
  ]
    .filter((words) => words !== '')
    .join(', ') || 'Any time'

/** UTC days between which the first or the last crash of a group lies. */
export function SeenPicker({ bounds, onChoose }: SeenPickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const isAny = isEver(bounds.firstSeen) && isEver(bounds.lastSeen)
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          px="xs"
          variant={isAny ? 'default' : 'light'}
          leftSection={<CalendarIcon size={14} />}
          rightSection={<DownIcon size={14} />}
          aria-label={`Seen: ${shown(bounds)}`}
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {shown(bounds)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="When crashes were seen, in UTC days" maw="calc(100vw - 16px)">
        <Stack gap="sm">
          <Days
            name="First seen"
            seen={bounds.firstSeen}
            onChange={(firstSeen) => {
              onChoose({ ...bounds, firstSeen })
            }}
          />
          <Days
            name="Last seen"
            seen={bounds.lastSeen}
            onChange={(lastSeen) => {
              onChoose({ ...bounds, lastSeen })
            }}
          />
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              UTC days, both included
            </Text>
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={isAny}
              onClick={() => {
                setIsOpen(false)
                onChoose({ firstSeen: EVER, lastSeen: EVER })
              }}
            >
              Any time
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

interface DaysProps {
  name: string
  seen: Seen
  onChange: (seen: Seen) => void
}

function Days({ name, seen, onChange }: DaysProps) {
  const field = (side: 'from' | 'to') => (
    <TextInput
      type="date"
      size="xs"
      w={140}
      label={`${name} ${side}`}
      value={seen[side] ?? ''}
      onChange={({ currentTarget: { value } }) => {
        if (value === '' || isDay(value)) onChange({ ...seen, [side]: value || null })
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
