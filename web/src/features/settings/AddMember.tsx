import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { parseRole, ROLE_OPTIONS } from '@/features/settings/roles'
import { graphql } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { Panel } from '@/ui/Panel'

export const SetMemberMutation = graphql(`
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
  const { appId, cannotManageReason } = useCurrentApp()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState(parseRole('VIEWER'))
  const { isBusy, run } = useMutationWithToast(SetMemberMutation, 'Added.')
  const submit = async () => {
    if (!(await run({ input: { appId, email, role } }))) return
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
            readOnly={cannotManageReason !== null}
            onChange={({ currentTarget }) => {
              setEmail(currentTarget.value)
            }}
            w={280}
            maw="100%"
          />
          <NativeSelect
            label="Role"
            value={role}
            data={ROLE_OPTIONS}
            disabled={cannotManageReason !== null}
            onChange={({ currentTarget }) => {
              setRole(parseRole(currentTarget.value))
            }}
          />
          <GuardedButton type="submit" disabledReason={cannotManageReason} loading={isBusy}>
            Add
          </GuardedButton>
        </Group>
      </form>
    </Panel>
  )
}
