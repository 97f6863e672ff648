import { Autocomplete, Button, Divider, Group } from '@mantine/core'
import { useState } from 'react'
import { Choice } from '@/features/crashes/TriageButton'
import type { Decision } from '@/features/crashes/triage-actions'
import { useMe } from '@/features/crashes/use-viewer-email'
import { useMembers } from '@/features/crashes/use-member-emails'

interface AssignFormProps {
  assignee: string | null
  onDecide: (decision: Decision) => void
}

/** Who works on it: me, nobody, or a member by address. */
export function AssignForm({ assignee, onDecide }: AssignFormProps) {
  const me = useMe()
  const members = useMembers()
  const [email, setEmail] = useState('')
  const choose = (chosen: string | null) => {
    onDecide({ kind: 'assign', assignee: chosen })
  }
  return (
    <>
      {me !== null && me !== assignee && (
        <Choice
          onClick={() => {
            choose(me)
          }}
        >
          Assign to me
        </Choice>
      )}
      <Choice
        onClick={() => {
          choose(null)
        }}
      >
        Nobody
      </Choice>
      <Divider my={4} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (email.trim()) choose(email.trim())
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <Autocomplete
            size="xs"
            flex={1}
            label="A member"
            data={members}
            comboboxProps={{ withinPortal: false }}
            placeholder="name@example.com"
            value={email}
            onChange={setEmail}
          />
          <Button type="submit" size="xs" flex="none" disabled={email.trim() === ''}>
            Assign
          </Button>
        </Group>
      </form>
    </>
  )
}
