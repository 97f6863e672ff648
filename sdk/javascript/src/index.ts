/**
 * Sends events and crash reports of a web app to telemetry-graph.
 *
 *     import * as telemetry from 'telemetry-graph-sdk'
 *     telemetry.init({ url: 'https://telemetry.example.com', appId: 'com.example.notes', ingestKey: 'tgi_…' })
 */
import { createClient, type Client } from './client.js'
import { setClient } from './global.js'
import { openIndexedDb } from './indexed-db.js'
import type { Options, Platform } from './model.js'

export * from './global.js'
export { createClient, type Client, type Stats } from './client.js'
export type { CrashDetails } from './crashes.js'
export type { Data, Item, Options, Platform, Store } from './model.js'

/** Start the client of this page. A second call returns the one that runs. */
export function init(options: Options): Client {
  return setClient(() => {
    const client = createClient(options ?? {}, makePlatform(String(options?.appId)))
    if (!client.problem && typeof addEventListener === 'function') watchPage(client, options)
    return client
  })
}

const makePlatform = (appId: string): Platform => ({
  store: openIndexedDb(appId),
  now: () => Date.now(),
  steady: () => performance.now(),
  memoryMb: () => {
    const { memory } = performance as { memory?: { usedJSHeapSize: number } }
    return memory && Math.round(memory.usedJSHeapSize / 104_857.6) / 10
  },
  setTimer: (act, milliseconds) => setTimeout(act, milliseconds),
})

function watchPage(client: Client, options: Options): void {
  addEventListener('pagehide', () => client.close(true))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') client.close(false)
  })
  addEventListener('online', () => void client.flush())
  if (options.capturesUnhandled === false) return
  addEventListener('error', (event: ErrorEvent) => {
    // An error of a script of another origin has neither error nor place.
    if (event.error || event.lineno) client.captureError(event.error ?? event.message)
  })
  addEventListener('unhandledrejection', (event: PromiseRejectionEvent) => {
    client.captureError(event.reason)
  })
}
