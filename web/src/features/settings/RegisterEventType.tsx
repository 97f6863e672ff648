import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import type { FieldKind, Tier } from '@/gql/graphql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { CrossIcon, PlusIcon } from '@/ui/icons'
import { Panel } from '@/ui/Panel'

const RegisterMutation = graphql(`
  mutation RegisterEventType($input: RegisterEventTypeInput!) {
    registerEventType(input: $input) {
      eventType {
        name
        version
      }
    }
  }
`)

const TIER_OPTIONS: { value: Tier; label: string }[] = [
  { value: 'USAGE', label: 'Usage (requires consent)' },
  { value: 'AUTOMATIC', label: 'Automatic' },
  { value: 'PERFORMANCE', label: 'Performance' },
]
const KIND_OPTIONS: { value: FieldKind; label: string }[] = [
  { value: 'TEXT', label: 'Text' },
  { value: 'NUMBER', label: 'Number' },
  { value: 'BOOLEAN', label: 'Boolean' },
]
const NAME_PATTERN = '[a-z][a-z0-9_]{0,63}'
const MAX_FIELDS = 20

interface Field {
  name: string
  kind: FieldKind
}

export function RegisterEventType({ onSaved }: { onSaved: () => void }) {
  const { appId, cannotManageReason } = useCurrentApp()
  const [name, setName] = useState('')
  const [tier, setTier] = useState<Tier>('USAGE')
  const [fields, setFields] = useState<readonly Field[]>([])
  const { isBusy, run } = useMutationWithToast(
    RegisterMutation,
    'Registered. Devices can send it within seconds.',
  )
  const submit = async () => {
    if (!(await run({ input: { appId, name, tier, fields: [...fields] } }))) return
    setName('')
    setFields([])
    onSaved()
  }
  return (
    <Panel title="Register an event type">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">
            Registering an existing custom type creates a new version. Events of older versions are
            still accepted.
          </Text>
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Name"
              placeholder="level_done"
              value={name}
              pattern={NAME_PATTERN}
              title="1 to 64 characters of a-z, 0-9 and _, starting with a letter"
              required
              withAsterisk={false}
              readOnly={cannotManageReason !== null}
              onChange={({ currentTarget }) => {
                setName(currentTarget.value)
              }}
            />
            <NativeSelect
              label="Consent tier"
              value={tier}
              data={TIER_OPTIONS}
              disabled={cannotManageReason !== null}
              onChange={({ currentTarget }) => {
                setTier(
                  TIER_OPTIONS.find(({ value }) => value === currentTarget.value)?.value ?? 'USAGE',
                )
              }}
            />
          </Group>
          <FieldRows fields={fields} onChange={setFields} />
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<PlusIcon size={14} />}
              disabled={cannotManageReason !== null || fields.length >= MAX_FIELDS}
              onClick={() => {
                setFields([...fields, { name: '', kind: 'TEXT' }])
              }}
            >
              Add field
            </Button>
            <GuardedButton type="submit" disabledReason={cannotManageReason} loading={isBusy}>
              Register
            </GuardedButton>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

interface FieldRowsProps {
  fields: readonly Field[]
  onChange: (fields: Field[]) => void
}

function FieldRows({ fields, onChange }: FieldRowsProps) {
  return fields.map(({ name, kind }, index) => (
    <Group key={index} gap="xs" wrap="nowrap">
      <TextInput
        size="xs"
        aria-label={`Name of field ${String(index + 1)}`}
        placeholder="Field name"
        value={name}
        pattern={NAME_PATTERN}
        title="1 to 64 characters of a-z, 0-9 and _, starting with a letter"
        required
        onChange={({ currentTarget }) => {
          onChange(fields.with(index, { name: currentTarget.value, kind }))
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={`Kind of field ${String(index + 1)}`}
        value={kind}
        data={KIND_OPTIONS}
        onChange={({ currentTarget }) => {
          const newKind =
            KIND_OPTIONS.find(({ value }) => value === currentTarget.value)?.value ?? 'TEXT'
          onChange(fields.with(index, { name, kind: newKind }))
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Remove field ${String(index + 1)}`}
        onClick={() => {
          onChange(fields.toSpliced(index, 1))
        }}
      >
        <CrossIcon size={14} />
      </ActionIcon>
    </Group>
  ))
}
