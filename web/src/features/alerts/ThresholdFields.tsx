import { Group, NumberInput, Select } from '@mantine/core'
import type { RuleDraft } from '@/features/alerts/rule-draft'

interface ThresholdFieldsProps {
  draft: RuleDraft
  onChange: (change: Partial<RuleDraft>) => void
}

/** From when on the chosen kind of rule speaks up. */
export function ThresholdFields({ draft, onChange }: ThresholdFieldsProps) {
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
          <NumberField
            label="Devices"
            value={velocity.devices}
            onChange={(devices) => {
              set({ devices })
            }}
          />
          <NumberField
            label="Or % of sessions"
            value={velocity.sessionPercent}
            isDecimal
            onChange={(sessionPercent) => {
              set({ sessionPercent })
            }}
          />
          <WindowField
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
          <NumberField
            label="Times the usual"
            value={spike.factor}
            isDecimal
            onChange={(factor) => {
              set({ factor: factor ?? 1 })
            }}
          />
          <NumberField
            label="Crashes at least"
            value={spike.minCrashes}
            onChange={(least) => {
              set({ minCrashes: least ?? 1 })
            }}
          />
          <WindowField
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
          <NumberField
            label="Below %"
            value={crashFree.belowPercent}
            isDecimal
            onChange={(below) => {
              set({ belowPercent: below ?? 98 })
            }}
          />
          <NumberField
            label="Over days"
            value={crashFree.days}
            onChange={(days) => {
              set({ days: days ?? 1 })
            }}
          />
          <NumberField
            label="Of at least"
            value={crashFree.minSample}
            onChange={(least) => {
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
          <NumberField
            label="Below % of the usual"
            value={silence.belowPercent}
            isDecimal
            onChange={(below) => {
              set({ belowPercent: below ?? 5 })
            }}
          />
          <NumberField
            label="Usually at least (events)"
            value={silence.minEvents}
            onChange={(least) => {
              set({ minEvents: least ?? 1 })
            }}
          />
          <WindowField
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

interface NumberFieldProps {
  label: string
  value: number | null
  isDecimal?: boolean
  onChange: (value: number | null) => void
}

function NumberField({ label, value, isDecimal = false, onChange }: NumberFieldProps) {
  return (
    <NumberInput
      label={label}
      min={0}
      allowDecimal={isDecimal}
      value={value ?? ''}
      onChange={(next) => {
        onChange(next === '' ? null : Number(next))
      }}
    />
  )
}

function WindowField({ value, onSet }: { value: number; onSet: (value: number) => void }) {
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
