import { Group, Paper, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Panel.module.css'

interface PanelProps {
  title: string
  aside?: ReactNode
  /** Whether the content extends to the panel's edges, as for tables. */
  flush?: boolean
  children: ReactNode
}

export function Panel({ title, aside, flush = false, children }: PanelProps) {
  return (
    <Paper withBorder component="section" className={classes.panel} aria-label={title}>
      <Group justify="space-between" className={classes.head} gap="xs" wrap="nowrap">
        <Title order={2}>{title}</Title>
        {aside}
      </Group>
      <div className={flush ? undefined : classes.body}>{children}</div>
    </Paper>
  )
}
