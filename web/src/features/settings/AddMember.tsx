import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { parseRole, ROLE_OPTIONS } from '@/features/settings/roles'
import { graphql } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { InlineForm } from '@/ui/InlineForm'
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
  const { isBusy, run } = useMutationWithToast(SetMemberMutation, 'Member added.')
  const submit = async () => {
    if (!(await run({ input: { appId, email, role } }))) return
    setEmail('')
    onAdded()
  }
  return (
    <Panel title="Add member">
      <Text c="dimmed" mb="sm">
        The person needs an account on this server. Create one with{' '}
        <code>telemetry-graph user create</code>.
      </Text>
      <InlineForm
        submitLabel="Add member"
        disabledReason={cannotManageReason}
        isBusy={isBusy}
        onSubmit={submit}
      >
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
      </InlineForm>
    </Panel>
  )
}
