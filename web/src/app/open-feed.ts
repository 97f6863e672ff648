import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { onEnd, pipe, subscribe } from 'wonka'
import { isPermanentError, type Api } from '@/app/client'
import { Feed } from '@/lib/feed'
import { getErrorCode } from '@/lib/errors'
import { serverClock } from '@/lib/server-clock'

interface FeedVariables {
  appId: string
  since?: string | null
}

interface FeedSource<Data, Item> {
  document: TypedDocumentNode<Data, FeedVariables>
  appId: string
  toItem: (data: Data) => Item
  toKey: (item: Item) => string
  toReceivedAt?: (item: Item) => number
  lookBackMs?: number
}

/** Opens a subscription of an app as a feed over the shared socket. */
export function openFeed<Data, Item>(api: Api, source: FeedSource<Data, Item>): Feed<Item> {
  const { document, appId, toItem, ...options } = source
  return new Feed<Item>({
    ...options,
    now: () => serverClock.now(),
    lastAliveAt: api.socket.lastAliveAt,
    open: (since, sink) => {
      const subscription = pipe(
        api.client.subscription<Data, FeedVariables>(document, { appId, since }),
        onEnd(() => {
          sink.end(false)
        }),
        subscribe(({ data, error }) => {
          if (error) {
            if (getErrorCode(error) === 'UNAUTHENTICATED') api.reauthenticate()
            sink.end(isPermanentError(error))
          } else if (data) sink.next(toItem(data))
        }),
      )
      return () => {
        subscription.unsubscribe()
      }
    },
  })
}
