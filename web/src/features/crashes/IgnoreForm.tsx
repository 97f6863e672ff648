import { Button, Divider, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { TriageButton } from '@/features/crashes/TriageButton'
import type { TriageAction } from '@/features/crashes/triage-actions'
import { useNow } from '@/lib/now'

type IgnoreAction = Extract<TriageAction, { kind: 'ignore' }>

const UNIT_OPTIONS = [
  { value: 'moreOccurrences', label: 'more crashes' },
  { value: 'moreDevices', label: 'more devices' },
]

/** Ignores a crash permanently, until a date, or until it has occurred more often. */
export function IgnoreForm({ onTriage }: { onTriage: (action: IgnoreAction) => void }) {
  const [day, setDay] = useState('')
  const [limit, setLimit] = useState<number | string>(100)
  const [unit, setUnit] = useState('moreOccurrences')
  const now = useNow()
  const until = new Date(`${day}T00:00:00`)
  const isInFuture = day !== '' && until.getTime() > now
  return (
    <>
      <TriageButton
        onClick={() => {
          onTriage({ kind: 'ignore' })
        }}
      >
        Ignore permanently
      </TriageButton>
      <Divider my={4} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isInFuture) onTriage({ kind: 'ignore', until: until.toISOString() })
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <TextInput
            size="xs"
            type="date"
            label="Until date"
            value={day}
            flex={1}
            onChange={(event) => {
              setDay(event.currentTarget.value)
            }}
          />
          <Button type="submit" size="xs" flex="none" disabled={!isInFuture}>
            Ignore
          </Button>
        </Group>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (Number(limit) > 0) onTriage({ kind: 'ignore', [unit]: Number(limit) })
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <NumberInput
            size="xs"
            label="Until"
            min={1}
            max={1_000_000}
            allowDecimal={false}
            value={limit}
            onChange={setLimit}
          />
          <Select
            size="xs"
            aria-label="Unit"
            data={UNIT_OPTIONS}
            value={unit}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => {
              setUnit(value ?? 'moreOccurrences')
            }}
          />
        </Group>
        <Group justify="flex-end" p={6} pt={0}>
          <Button type="submit" size="xs" flex="none" disabled={!(Number(limit) > 0)}>
            Ignore until then
          </Button>
        </Group>
      </form>
    </>
  )
}
