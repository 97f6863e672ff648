import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './NewItemsBar.module.css'

/** Announces new items and displays them on a click. */
export function NewItemsBar({ children, onShow }: { children: ReactNode; onShow: () => void }) {
  return (
    <UnstyledButton className={classes.bar} onClick={onShow} aria-live="polite">
      {children} ↑
    </UnstyledButton>
  )
}
