import { ActionIcon, CopyButton } from '@mantine/core'
import { CheckIcon, CopyIcon } from '@/ui/icons'
import { tooltip } from '@/ui/tooltip'

export function CopyIconButton({ text, label }: { text: string; label: string }) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <ActionIcon
          {...tooltip(copied ? 'Copied' : label)}
          variant="subtle"
          color="gray"
          onClick={copy}
          aria-label={label}
        >
          {copied ? <CheckIcon size={16} /> : <CopyIcon size={16} />}
        </ActionIcon>
      )}
    </CopyButton>
  )
}
