import { useApi } from '@/app/api-context'
import type { Connection } from '@/app/socket'
import { useStore } from '@/lib/store'
import { tooltip } from '@/ui/tooltip'
import classes from './ConnectionStatus.module.css'

const TEXTS: Record<Connection, { label: string; detail: string }> = {
  idle: { label: 'Connecting', detail: 'Opening the live connection.' },
  connecting: { label: 'Connecting', detail: 'Opening the live connection.' },
  live: { label: 'Live', detail: 'New crashes appear automatically.' },
  reconnecting: {
    label: 'Reconnecting',
    detail: 'The live connection was lost. Missed crashes are loaded when it is restored.',
  },
}

export function ConnectionStatus() {
  const connection = useStore(useApi().socket.connection)
  const { label, detail } = TEXTS[connection]
  return (
    <span {...tooltip(detail)} className={classes.state} data-state={connection} role="status">
      <span className={classes.dot} />
      {label}
    </span>
  )
}
