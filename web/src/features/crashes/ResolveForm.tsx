import { Button, Group, Menu, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Decision } from '@/features/crashes/decisions'

/** Where the fix is. */
export function ResolveForm({ onDecide }: { onDecide: (decision: Decision) => void }) {
  const [version, setVersion] = useState('')
  return (
    <>
      <Menu.Item
        onClick={() => {
          onDecide({ kind: 'resolve', fix: 'NOW' })
        }}
      >
        Now
      </Menu.Item>
      <Menu.Item
        onClick={() => {
          onDecide({ kind: 'resolve', fix: 'IN_NEXT_VERSION' })
        }}
      >
        In the next version
      </Menu.Item>
      <Menu.Divider />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (version.trim())
            onDecide({ kind: 'resolve', fix: 'IN_VERSION', version: version.trim() })
        }}
      >
        <Group gap={6} p={6} align="flex-end" wrap="nowrap">
          <TextInput
            size="xs"
            label="In version"
            placeholder="1.2.1"
            value={version}
            maxLength={64}
            onChange={(event) => {
              setVersion(event.currentTarget.value)
            }}
          />
          <Button type="submit" size="xs" disabled={version.trim() === ''}>
            Resolve
          </Button>
        </Group>
      </form>
      <Menu.Label>A crash in a version that is not older opens it again.</Menu.Label>
    </>
  )
}
