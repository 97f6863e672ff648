import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  title: string
  children?: ReactNode
  /** Whether it is the only content of the page. */
  isPage?: boolean
}

/** Says that there is nothing to display, and what to do next. */
export function EmptyState({ title, children, isPage = false }: EmptyStateProps) {
  return (
    <Stack align="center" gap={4} py={40} px="md" ta="center">
      <Text fw={600} component={isPage ? 'h1' : 'p'}>
        {title}
      </Text>
      <Text c="dimmed" maw={440} component="div">
        {children}
      </Text>
    </Stack>
  )
}
