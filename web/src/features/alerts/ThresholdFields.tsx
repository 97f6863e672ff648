import { Group, NumberInput, Select } from '@mantine/core'
import type { RuleDraft } from '@/features/alerts/rule-draft'

interface ThresholdFieldsProps {
  draft: RuleDraft
  onChange: (change: Partial<RuleDraft>) => void
}

/** The threshold of the selected kind of rule. */
export function ThresholdFields({ draft, onChange }: ThresholdFieldsProps) {
  switch (draft.kind) {
    case 'NEW_CRASH_GROUP':
    case 'REGRESSION':
      return null
    case 'VELOCITY':
      return (
        <VelocityFields
          value={draft.velocity}
          onChange={(change) => {
            onChange({ velocity: { ...draft.velocity, ...change } })
          }}
        />
      )
    case 'SPIKE':
      return (
        <SpikeFields
          value={draft.spike}
          onChange={(change) => {
            onChange({ spike: { ...draft.spike, ...change } })
          }}
        />
      )
    case 'CRASH_FREE':
      return (
        <CrashFreeFields
          value={draft.crashFree}
          onChange={(change) => {
            onChange({ crashFree: { ...draft.crashFree, ...change } })
          }}
        />
      )
    case 'SILENCE':
      return (
        <SilenceFields
          value={draft.silence}
          onChange={(change) => {
            onChange({ silence: { ...draft.silence, ...change } })
          }}
        />
      )
  }
}

interface FieldsProps<T> {
  value: T
  onChange: (change: Partial<T>) => void
}

function VelocityFields({ value, onChange }: FieldsProps<RuleDraft['velocity']>) {
  return (
    <Group grow align="flex-start">
      <NumberField
        label="Devices"
        value={value.devices}
        onChange={(devices) => {
          onChange({ devices })
        }}
      />
      <NumberField
        label="Or % of sessions"
        value={value.sessionPercent}
        isDecimal
        onChange={(sessionPercent) => {
          onChange({ sessionPercent })
        }}
      />
      <WindowField {...{ value, onChange }} />
    </Group>
  )
}

function SpikeFields({ value, onChange }: FieldsProps<RuleDraft['spike']>) {
  return (
    <Group grow align="flex-start">
      <NumberField
        label="Times the usual rate"
        value={value.factor}
        isDecimal
        onChange={(factor) => {
          onChange({ factor: factor ?? 1 })
        }}
      />
      <NumberField
        label="Minimum crashes"
        value={value.minCrashes}
        onChange={(minCrashes) => {
          onChange({ minCrashes: minCrashes ?? 1 })
        }}
      />
      <WindowField {...{ value, onChange }} />
    </Group>
  )
}

function CrashFreeFields({ value, onChange }: FieldsProps<RuleDraft['crashFree']>) {
  return (
    <Group grow align="flex-start">
      <Select
        label="Crash-free"
        data={[
          { value: 'USERS', label: 'Users' },
          { value: 'SESSIONS', label: 'Sessions' },
        ]}
        value={value.basis}
        allowDeselect={false}
        onChange={(basis) => {
          onChange({ basis: basis === 'SESSIONS' ? 'SESSIONS' : 'USERS' })
        }}
      />
      <NumberField
        label="Below %"
        value={value.belowPercent}
        isDecimal
        onChange={(belowPercent) => {
          onChange({ belowPercent: belowPercent ?? 98 })
        }}
      />
      <NumberField
        label="Days"
        value={value.days}
        onChange={(days) => {
          onChange({ days: days ?? 1 })
        }}
      />
      <NumberField
        label="Minimum sample"
        value={value.minSample}
        onChange={(minSample) => {
          onChange({ minSample: minSample ?? 1 })
        }}
      />
    </Group>
  )
}

function SilenceFields({ value, onChange }: FieldsProps<RuleDraft['silence']>) {
  return (
    <Group grow align="flex-start">
      <NumberField
        label="Below % of the usual events"
        value={value.belowPercent}
        isDecimal
        onChange={(belowPercent) => {
          onChange({ belowPercent: belowPercent ?? 5 })
        }}
      />
      <NumberField
        label="Minimum usual events"
        value={value.minEvents}
        onChange={(minEvents) => {
          onChange({ minEvents: minEvents ?? 1 })
        }}
      />
      <WindowField {...{ value, onChange }} />
    </Group>
  )
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

function WindowField({ value, onChange }: FieldsProps<{ windowMinutes: number }>) {
  return (
    <NumberInput
      label="Window (minutes)"
      min={5}
      max={120}
      allowDecimal={false}
      value={value.windowMinutes}
      onChange={(next) => {
        onChange({ windowMinutes: Number(next) })
      }}
    />
  )
}
