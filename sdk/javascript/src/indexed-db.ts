/** The queue in IndexedDB. */
import type { Drops, Item, Store } from './model.js'

const ITEMS = 'items'
const isDrops = (item: Item): item is Drops => item.kind === 'drops'

/** The store of an app; null where there is no IndexedDB, or it is forbidden. */
export function openIndexedDb(appId: string): Store | null {
  let opened: Promise<IDBDatabase> | undefined

  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(`telemetry-graph ${appId}`, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(ITEMS, { keyPath: 'id' })
      request.onsuccess = () => resolve(request.result)
      request.onerror = request.onblocked = reject
    })

  /** Run one transaction; the result is that of the returned request. */
  const run = async <T>(act: (items: IDBObjectStore) => IDBRequest<T> | void): Promise<T> => {
    const transaction = (await (opened ??= open())).transaction(ITEMS, 'readwrite')
    return new Promise((resolve, reject) => {
      const request = act(transaction.objectStore(ITEMS))
      transaction.oncomplete = () => resolve(request?.result as T)
      transaction.onabort = reject
    })
  }

  try {
    if (!indexedDB) return null
  } catch {
    return null
  }
  return {
    load: () => run<Item[]>((items) => items.getAll()),
    read: (id) => run<Item | undefined>((items) => items.get(id)),
    write: (put, remove) =>
      run<void>((items) => {
        put.forEach((item) => items.put(item))
        remove.forEach((id) => items.delete(id))
        items.transaction.commit?.() // a page that closes is not there to commit later
      }),
    async takeDrops() {
      const found = await run<Item[]>((items) => {
        const request: IDBRequest<Item[]> = items.getAll()
        request.onsuccess = () => {
          for (const { id } of request.result.filter(isDrops)) items.delete(id)
        }
        return request
      })
      return found.filter(isDrops)
    },
  }
}
