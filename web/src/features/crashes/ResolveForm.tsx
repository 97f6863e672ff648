import { Button, Divider, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { TriageButton } from '@/features/crashes/TriageButton'
import type { TriageAction } from '@/features/crashes/triage-actions'

/** Resolves a crash and records the version with the fix. */
export function ResolveForm({ onTriage }: { onTriage: (action: TriageAction) => void }) {
  const [version, setVersion] = useState('')
  return (
    <>
      <TriageButton
        onClick={() => {
          onTriage({ kind: 'resolve', fix: 'NOW' })
        }}
      >
        Resolve now
      </TriageButton>
      <TriageButton
        onClick={() => {
          onTriage({ kind: 'resolve', fix: 'IN_NEXT_VERSION' })
        }}
      >
        Resolve in the next version
      </TriageButton>
      <Divider my={4} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (version.trim())
            onTriage({ kind: 'resolve', fix: 'IN_VERSION', fixedInVersion: version.trim() })
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            label="In version"
            placeholder="1.2.1"
            value={version}
            maxLength={64}
            onChange={(event) => {
              setVersion(event.currentTarget.value)
            }}
          />
          <Button type="submit" size="xs" flex="none" disabled={version.trim() === ''}>
            Resolve
          </Button>
        </Group>
      </form>
      <Text size="xs" c="dimmed" px={6} pb={6}>
        The group reopens if it crashes in a version that should have the fix.
      </Text>
    </>
  )
}
