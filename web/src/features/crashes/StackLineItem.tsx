import { UnstyledButton } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { truncate } from '@/lib/format'
import { CheckIcon, CopyIcon } from '@/ui/icons'
import classes from './StackPanel.module.css'

const MAX_CHARS = 1_000

export function StackLineItem({ text, isApp }: { text: string; isApp: boolean }) {
  const { copied, copy } = useClipboard({ timeout: 1500 })
  return (
    <li className={isApp ? classes.app : classes.other}>
      <span className={classes.text}>{truncate(text, MAX_CHARS)}</span>
      <UnstyledButton
        className={classes.copy}
        aria-label={copied ? 'Copied' : `Copy line: ${truncate(text, 60)}`}
        onClick={() => {
          copy(text)
        }}
      >
        {copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      </UnstyledButton>
    </li>
  )
}
