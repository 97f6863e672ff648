import { Group, NumberInput, Select } from '@mantine/core'
import type { RuleDraft } from '@/features/alerts/rule-draft'

interface BoundFieldsProps {
  draft: RuleDraft
  onChange: (change: Partial<RuleDraft>) => void
}

/** From when on the chosen kind of rule speaks up. */
export function BoundFields({ draft, onChange }: BoundFieldsProps) {
  const { kind, velocity, spike, crashFree, silence } = draft
  switch (kind) {
    case 'NEW_CRASH_GROUP':
    case 'REGRESSION':
      return null
    case 'VELOCITY': {
      const set = (change: Partial<typeof velocity>) => {
        onChange({ velocity: { ...velocity, ...change } })
      }
      return (
        <Group grow align="flex-start">
          <Amount
            label="Devices"
            value={velocity.devices}
            onSet={(devices) => {
              set({ devices })
            }}
          />
          <Amount
            label="Or % of sessions"
            value={velocity.sessionPercent}
            isDecimal
            onSet={(sessionPercent) => {
              set({ sessionPercent })
            }}
          />
          <Window
            value={velocity.windowMinutes}
            onSet={(windowMinutes) => {
              set({ windowMinutes })
            }}
          />
        </Group>
      )
    }
    case 'SPIKE': {
      const set = (change: Partial<typeof spike>) => {
        onChange({ spike: { ...spike, ...change } })
      }
      return (
        <Group grow align="flex-start">
          <Amount
            label="Times the usual"
            value={spike.factor}
            isDecimal
            onSet={(factor) => {
              set({ factor: factor ?? 1 })
            }}
          />
          <Amount
            label="Crashes at least"
            value={spike.minCrashes}
            onSet={(least) => {
              set({ minCrashes: least ?? 1 })
            }}
          />
          <Window
            value={spike.windowMinutes}
            onSet={(windowMinutes) => {
              set({ windowMinutes })
            }}
          />
        </Group>
      )
    }
    case 'CRASH_FREE': {
      const set = (change: Partial<typeof crashFree>) => {
        onChange({ crashFree: { ...crashFree, ...change } })
      }
      return (
        <Group grow align="flex-start">
          <Select
            label="Crash-free"
            data={[
              { value: 'USERS', label: 'users' },
              { value: 'SESSIONS', label: 'sessions' },
            ]}
            value={crashFree.of}
            allowDeselect={false}
            onChange={(of) => {
              set({ of: of === 'SESSIONS' ? 'SESSIONS' : 'USERS' })
            }}
          />
          <Amount
            label="Below %"
            value={crashFree.belowPercent}
            isDecimal
            onSet={(below) => {
              set({ belowPercent: below ?? 98 })
            }}
          />
          <Amount
            label="Over days"
            value={crashFree.days}
            onSet={(days) => {
              set({ days: days ?? 1 })
            }}
          />
          <Amount
            label="Of at least"
            value={crashFree.minSample}
            onSet={(least) => {
              set({ minSample: least ?? 1 })
            }}
          />
        </Group>
      )
    }
    case 'SILENCE': {
      const set = (change: Partial<typeof silence>) => {
        onChange({ silence: { ...silence, ...change } })
      }
      return (
        <Group grow align="flex-start">
          <Amount
            label="Below % of the usual"
            value={silence.belowPercent}
            isDecimal
            onSet={(below) => {
              set({ belowPercent: below ?? 5 })
            }}
          />
          <Amount
            label="Usually at least (events)"
            value={silence.minEvents}
            onSet={(least) => {
              set({ minEvents: least ?? 1 })
            }}
          />
          <Window
            value={silence.windowMinutes}
            onSet={(windowMinutes) => {
              set({ windowMinutes })
            }}
          />
        </Group>
      )
    }
  }
}

interface AmountProps {
  label: string
  value: number | null
  isDecimal?: boolean
  onSet: (value: number | null) => void
}

function Amount({ label, value, isDecimal = false, onSet }: AmountProps) {
  return (
    <NumberInput
      label={label}
      min={0}
      allowDecimal={isDecimal}
      value={value ?? ''}
      onChange={(next) => {
        onSet(next === '' ? null : Number(next))
      }}
    />
  )
}

function Window({ value, onSet }: { value: number; onSet: (value: number) => void }) {
  return (
    <NumberInput
      label="Within minutes"
      min={5}
      max={120}
      allowDecimal={false}
      value={value}
      onChange={(next) => {
        onSet(Number(next))
      }}
    />
  )
}
