import {
  Client,
  fetchExchange,
  subscriptionExchange,
  type CombinedError,
  type ExecutionResult,
} from 'urql'
import { cacheExchange } from '@urql/exchange-graphcache'
import { createAuthorizedFetch } from '@/app/authorized-fetch'
import type { Session } from '@/app/session'
import { createSocket, toSocketUrl, type Socket } from '@/app/socket'
import { EMBEDDED } from '@/gql/embedded'
import { getErrorCode } from '@/lib/errors'

/** The API connections of a signed-in user; each user gets new ones. */
export interface Api {
  client: Client
  socket: Socket
  /** Reconnects the socket with the browser's current session, after its own has expired. */
  reauthenticate: () => void
}

const createCache = () =>
  cacheExchange({ keys: Object.fromEntries(EMBEDDED.map((type) => [type, () => null])) })

export function createApi(session: Session): Api {
  const socket = createSocket(toSocketUrl(window.location), () => void session.refresh())
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetch: createAuthorizedFetch(session),
    exchanges: [
      createCache(),
      subscriptionExchange({
        forwardSubscription: ({ query, variables, operationName }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.client.subscribe(
              {
                query: query ?? '',
                variables: variables as Record<string, unknown>,
                operationName,
              },
              {
                next: (result) => {
                  sink.next(result as ExecutionResult)
                },
                error: (error) => {
                  sink.error(error)
                },
                complete: () => {
                  sink.complete()
                },
              },
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
  })
  return {
    client,
    socket,
    reauthenticate: () => {
      void session.refresh()
      socket.client.terminate()
    },
  }
}

/** Whether a retry would fail with the same error. */
export function isPermanentError(error: CombinedError): boolean {
  return ['FORBIDDEN', 'APP_NOT_FOUND'].includes(getErrorCode(error) ?? '')
}
