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

/** For good, until a day, or until it gets worse. */
export function IgnoreForm({ onTriage }: { onTriage: (action: IgnoreAction) => void }) {
  const [day, setDay] = useState('')
  const [more, setMore] = useState<number | string>(100)
  const [counted, setCounted] = useState('moreOccurrences')
  const now = useNow()
  const until = new Date(`${day}T00:00:00`)
  const isAhead = day !== '' && until.getTime() > now
  return (
    <>
      <TriageButton
        onClick={() => {
          onTriage({ kind: 'ignore' })
        }}
      >
        For good
      </TriageButton>
      <Divider my={4} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isAhead) onTriage({ kind: 'ignore', until: until.toISOString() })
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <TextInput
            size="xs"
            type="date"
            label="Until the day"
            value={day}
            flex={1}
            onChange={(event) => {
              setDay(event.currentTarget.value)
            }}
          />
          <Button type="submit" size="xs" flex="none" disabled={!isAhead}>
            Ignore
          </Button>
        </Group>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (Number(more) > 0) onTriage({ kind: 'ignore', [counted]: Number(more) })
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <NumberInput
            size="xs"
            label="Until so many"
            min={1}
            max={1_000_000}
            allowDecimal={false}
            value={more}
            onChange={setMore}
          />
          <Select
            size="xs"
            aria-label="Counted"
            data={UNIT_OPTIONS}
            value={counted}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => {
              setCounted(value ?? 'moreOccurrences')
            }}
          />
        </Group>
        <Group justify="flex-end" p={6} pt={0}>
          <Button type="submit" size="xs" flex="none" disabled={!(Number(more) > 0)}>
            Ignore until then
          </Button>
        </Group>
      </form>
    </>
  )
}
