/** The client for React Native: a queue in its key-value storage, and its error handler. */
import { createClient, type Client } from './client.js'
import { setClient } from './global.js'
import type { Drops, Item, Options, Store } from './model.js'

export * from './global.js'
export type { Stats } from './client.js'
export type { CrashDetails } from './crashes.js'
export type { Data, Item, Options, Platform, Store } from './model.js'

/** The methods of `@react-native-async-storage/async-storage` that are used. */
export interface KeyValueStorage {
  getAllKeys(): Promise<readonly string[]>
  multiGet(keys: string[]): Promise<readonly (readonly [string, string | null])[]>
  multiSet(pairs: [string, string][]): Promise<void>
  multiRemove(keys: string[]): Promise<void>
}

interface ErrorUtils {
  getGlobalHandler(): ((error: unknown, isFatal?: boolean) => void) | undefined
  setGlobalHandler(handler: (error: unknown, isFatal?: boolean) => void): void
}

export function keyValueStore(storage: KeyValueStorage, appId: string): Store {
  const prefix = `telemetry-graph ${appId} `
  const parse = (text: string | null): Item[] => {
    try {
      const item = JSON.parse(text ?? '') as Item
      return item?.id ? [item] : []
    } catch {
      return []
    }
  }
  const load = async (): Promise<Item[]> => {
    const keys = (await storage.getAllKeys()).filter((key) => key.startsWith(prefix))
    return (await storage.multiGet(keys)).flatMap(([, text]) => parse(text))
  }
  return {
    load,
    async read(id) {
      const [pair] = await storage.multiGet([prefix + id])
      return parse(pair?.[1] ?? null)[0]
    },
    async write(put, remove) {
      if (put.length)
        await storage.multiSet(put.map((item) => [prefix + item.id, JSON.stringify(item)]))
      if (remove.length) await storage.multiRemove(remove.map((id) => prefix + id))
    },
    async takeDrops() {
      const found = (await load()).filter((item): item is Drops => item.kind === 'drops')
      if (found.length) await storage.multiRemove(found.map(({ id }) => prefix + id))
      return found
    },
  }
}

/** Start the client of this app. `storage` is AsyncStorage; without it the queue is in memory. */
export function init({ storage, ...options }: Options & { storage?: KeyValueStorage }): Client {
  return setClient(() => {
    const began = Date.now()
    const client = createClient(options, {
      store: storage ? keyValueStore(storage, options.appId) : null,
      now: () => Date.now(),
      steady: () => globalThis.performance?.now() ?? Date.now() - began,
      setTimer: (act, milliseconds) => setTimeout(act, milliseconds),
    })
    const utils = (globalThis as { ErrorUtils?: ErrorUtils }).ErrorUtils
    if (!client.problem && utils && options.capturesUnhandled !== false) watchErrors(client, utils)
    return client
  })
}

function watchErrors(client: Client, utils: ErrorUtils): void {
  const before = utils.getGlobalHandler()
  utils.setGlobalHandler((error, isFatal) => {
    client.captureError(error, { isFatal: !!isFatal })
    before?.(error, isFatal)
  })
}
