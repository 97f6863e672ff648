import { UnstyledButton } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { clipped } from '@/lib/format'
import { CheckIcon, CopyIcon } from '@/ui/icons'
import classes from './StackPanel.module.css'

const LONGEST = 1_000

export function StackLineItem({ text, isApp }: { text: string; isApp: boolean }) {
  const { copied, copy } = useClipboard({ timeout: 1500 })
  return (
    <li className={isApp ? classes.app : classes.other}>
      <span className={classes.text}>{clipped(text, LONGEST)}</span>
      <UnstyledButton
        className={classes.copy}
        aria-label={copied ? 'Copied' : `Copy line: ${clipped(text, 60)}`}
        onClick={() => {
          copy(text)
        }}
      >
        {copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      </UnstyledButton>
    </li>
  )
}
