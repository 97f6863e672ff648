import { createClient, type Client } from 'graphql-ws'
import { Store } from '@/lib/store'
import { serverClock } from '@/lib/server-clock'

export type Connection = 'idle' | 'connecting' | 'live' | 'reconnecting'

const PING_INTERVAL_MS = 10_000
const PONG_TIMEOUT_MS = 5_000
const FORBIDDEN_CODE = 4403

export interface Socket {
  client: Client
  connection: Store<Connection>
  /** Server time at which the connection was last known to be alive. */
  lastAliveAt: () => number
}

/** Creates the WebSocket of all subscriptions. Feeds reconnect it, because they know their start. */
export function createSocket(url: string, onForbidden: () => void): Socket {
  const connection = new Store<Connection>('idle')
  let aliveAt = serverClock.now()
  let pongTimer: ReturnType<typeof setTimeout> | undefined
  const markAlive = () => {
    aliveAt = serverClock.now()
    clearTimeout(pongTimer)
  }
  const client = createClient({
    url,
    lazy: true,
    retryAttempts: 0,
    keepAlive: PING_INTERVAL_MS,
    onNonLazyError: () => undefined,
    on: {
      connecting: () => {
        connection.set(connection.get() === 'idle' ? 'connecting' : 'reconnecting')
      },
      connected: () => {
        markAlive()
        connection.set('live')
      },
      message: markAlive,
      ping: (isFromServer) => {
        if (isFromServer) return
        pongTimer = setTimeout(() => {
          client.terminate()
        }, PONG_TIMEOUT_MS)
      },
      closed: (event) => {
        clearTimeout(pongTimer)
        connection.set('reconnecting')
        if ((event as CloseEvent).code === FORBIDDEN_CODE) onForbidden()
      },
    },
  })
  return { client, connection, lastAliveAt: () => aliveAt }
}

export function toSocketUrl({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`
}
