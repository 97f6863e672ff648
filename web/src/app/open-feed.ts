import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { onEnd, pipe, subscribe } from 'wonka'
import { isRefusal, type Api } from '@/app/client'
import { Feed } from '@/lib/feed'
import { errorCode } from '@/lib/errors'
import { serverClock } from '@/lib/server-clock'

interface FeedVariables {
  appId: string
  since?: string | null
}

interface Source<Data, Item> {
  document: TypedDocumentNode<Data, FeedVariables>
  appId: string
  item: (data: Data) => Item
  key: (item: Item) => string
  receivedAt?: (item: Item) => number
  lookBackMs?: number
}

/** A subscription of one app as a feed over the shared socket. */
export function openFeed<Data, Item>(api: Api, source: Source<Data, Item>): Feed<Item> {
  const { document, appId, item, ...options } = source
  return new Feed<Item>({
    ...options,
    now: () => serverClock.now(),
    lastHeardAt: api.socket.lastHeardAt,
    open: (since, sink) => {
      const subscription = pipe(
        api.client.subscription<Data, FeedVariables>(document, { appId, since }),
        onEnd(() => {
          sink.end(false)
        }),
        subscribe(({ data, error }) => {
          if (error) {
            if (errorCode(error) === 'UNAUTHENTICATED') api.renew()
            sink.end(isRefusal(error))
          } else if (data) sink.next(item(data))
        }),
      )
      return () => {
        subscription.unsubscribe()
      }
    },
  })
}
