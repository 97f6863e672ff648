import { Autocomplete, Button, Divider, Group } from '@mantine/core'
import { useState } from 'react'
import { TriageButton } from '@/features/crashes/TriageButton'
import type { TriageAction } from '@/features/crashes/triage-actions'
import { useViewerEmail } from '@/features/crashes/use-viewer-email'
import { useMemberEmails } from '@/features/crashes/use-member-emails'

interface AssignFormProps {
  assignee: string | null
  onTriage: (action: TriageAction) => void
}

/** Who works on it: me, nobody, or a member by address. */
export function AssignForm({ assignee, onTriage }: AssignFormProps) {
  const me = useViewerEmail()
  const members = useMemberEmails()
  const [email, setEmail] = useState('')
  const choose = (chosen: string | null) => {
    onTriage({ kind: 'assign', assignee: chosen })
  }
  return (
    <>
      {me !== null && me !== assignee && (
        <TriageButton
          onClick={() => {
            choose(me)
          }}
        >
          Assign to me
        </TriageButton>
      )}
      <TriageButton
        onClick={() => {
          choose(null)
        }}
      >
        Nobody
      </TriageButton>
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
