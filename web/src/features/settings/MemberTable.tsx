import { NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { SetMemberMutation } from '@/features/settings/AddMember'
import { parseRole, ROLE_OPTIONS } from '@/features/settings/roles'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { GuardedButton } from '@/ui/GuardedButton'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'

const MemberFragment = graphql(`
  fragment MemberTable_member on Member {
    id
    email
    role
  }
`)

const RemoveMemberMutation = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      members {
        id
      }
    }
  }
`)

interface MemberTableProps {
  members: readonly FragmentType<typeof MemberFragment>[]
  viewerId: string
  onChanged: () => void
}

export function MemberTable({ members, viewerId, onChanged }: MemberTableProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const all = readFragment(MemberFragment, members)
  const [removing, setRemoving] = useState<{ id: string; email: string } | null>(null)
  const change = useMutationWithToast(SetMemberMutation, 'Role changed.')
  const removal = useMutationWithToast(RemoveMemberMutation, 'Member removed.')
  const setRole = async (email: string, role: string) => {
    await change.run({ input: { appId, email, role: parseRole(role) } })
    onChanged()
  }
  const remove = async (userId: string) => {
    await removal.run({ input: { appId, userId } })
    setRemoving(null)
    onChanged()
  }
  return (
    <ScrollBox label="Members">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">E-mail</th>
            <th scope="col">Role</th>
            <th scope="col">
              <Text span size="xs">
                Actions
              </Text>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map(({ id, email, role }) => (
            <tr key={id}>
              <th scope="row" className="user-text">
                {email}{' '}
                {id === viewerId && (
                  <Text span c="dimmed">
                    (you)
                  </Text>
                )}
              </th>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`Role of ${email}`}
                  value={role}
                  data={ROLE_OPTIONS}
                  disabled={cannotManageReason !== null || change.isBusy}
                  onChange={({ currentTarget }) => void setRole(email, currentTarget.value)}
                />
              </td>
              <td>
                <GuardedButton
                  size="compact-xs"
                  variant="default"
                  disabledReason={cannotManageReason}
                  aria-label={`Remove ${email}`}
                  onClick={() => {
                    setRemoving({ id, email })
                  }}
                >
                  Remove
                </GuardedButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {removing && (
        <ConfirmDialog
          title={`Remove ${removing.email}?`}
          actionLabel="Remove member"
          isBusy={removal.isBusy}
          onConfirm={() => void remove(removing.id)}
          onCancel={() => {
            setRemoving(null)
          }}
        >
          The member loses access to this app within seconds. Comments and triage actions are kept.
          You can add the member again.
        </ConfirmDialog>
      )}
    </ScrollBox>
  )
}
