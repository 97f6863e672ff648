import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Nothing to show, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap={4} py={40} px="md" ta="center">
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" maw={440} component="div">
        {children}
      </Text>
    </Stack>
  )
}
