import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { roleOf, ROLES } from '@/features/settings/roles'
import { graphql } from '@/gql'
import { useSave } from '@/lib/use-save'
import { GuardedButton } from '@/ui/GuardedButton'
import { Panel } from '@/ui/Panel'

export const SetMember = graphql(`
  mutation SetMember($input: SetMemberInput!) {
    setMember(input: $input) {
      members {
        id
        email
        role
      }
    }
  }
`)

export function AddMember({ onAdded }: { onAdded: () => void }) {
  const { appId, manageRefusal } = useCurrentApp()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState(roleOf('VIEWER'))
  const { isBusy, save } = useSave(SetMember, 'Added.')
  const submit = async () => {
    if (!(await save({ input: { appId, email, role } }))) return
    setEmail('')
    onAdded()
  }
  return (
    <Panel title="Add somebody">
      <Text c="dimmed" mb="sm">
        They need an account on this server: <code>telemetry-graph user create</code> makes one.
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label="E-mail"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            value={email}
            required
            withAsterisk={false}
            readOnly={manageRefusal !== null}
            onChange={({ currentTarget }) => {
              setEmail(currentTarget.value)
            }}
            w={280}
            maw="100%"
          />
          <NativeSelect
            label="Role"
            value={role}
            data={ROLES}
            disabled={manageRefusal !== null}
            onChange={({ currentTarget }) => {
              setRole(roleOf(currentTarget.value))
            }}
          />
          <GuardedButton type="submit" refusal={manageRefusal} loading={isBusy}>
            Add
          </GuardedButton>
        </Group>
      </form>
    </Panel>
  )
}
