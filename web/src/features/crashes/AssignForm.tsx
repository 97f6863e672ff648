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

/** Assigns a crash to the viewer, to another member, or to no one. */
export function AssignForm({ assignee, onTriage }: AssignFormProps) {
  const viewerEmail = useViewerEmail()
  const members = useMemberEmails()
  const [email, setEmail] = useState('')
  const assign = (newAssignee: string | null) => {
    onTriage({ kind: 'assign', assignee: newAssignee })
  }
  return (
    <>
      {viewerEmail !== null && viewerEmail !== assignee && (
        <TriageButton
          onClick={() => {
            assign(viewerEmail)
          }}
        >
          Assign to me
        </TriageButton>
      )}
      <TriageButton
        onClick={() => {
          assign(null)
        }}
      >
        Unassign
      </TriageButton>
      <Divider my={4} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (email.trim()) assign(email.trim())
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <Autocomplete
            size="xs"
            flex={1}
            label="Member"
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
