import { useApi } from '@/app/api-context'
import type { Connection } from '@/app/socket'
import { useStore } from '@/lib/store'
import { tip } from '@/ui/tooltip'
import classes from './ConnectionStatus.module.css'

const WORDS: Record<Connection, { label: string; detail: string }> = {
  idle: { label: 'Connecting', detail: 'Opening the live connection.' },
  connecting: { label: 'Connecting', detail: 'Opening the live connection.' },
  live: { label: 'Live', detail: 'New crashes appear by themselves.' },
  reconnecting: {
    label: 'Reconnecting',
    detail: 'The live connection was lost. What you miss is fetched when it is back.',
  },
}

export function ConnectionDot() {
  const connection = useStore(useApi().socket.connection)
  const { label, detail } = WORDS[connection]
  return (
    <span {...tip(detail)} className={classes.state} data-state={connection} role="status">
      <span className={classes.dot} />
      {label}
    </span>
  )
}
