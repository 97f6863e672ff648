/** The client for Node: a queue of files, and the errors that end the process. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createClient, type Client } from './client.js'
import { setClient } from './global.js'
import type { Drops, Item, Options, Store } from './model.js'

export * from './global.js'
export type { Stats } from './client.js'
export type { CrashDetails } from './crashes.js'
export type { Data, Item, Options, Platform, Store } from './model.js'

const SUFFIX = '.json'

/** Node's own recursive way never ends where a parent cannot be made, as in /proc. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirSync(path, { mode: 0o700 })
  }
}

/** A store of one file an item, each replaced at once, so that a power cut leaves whole files. */
export function fileStore(folder: string): Store {
  const pathOf = (id: string) => join(folder, id + SUFFIX)
  const list = () => {
    try {
      return readdirSync(folder).filter((name) => name.endsWith(SUFFIX))
    } catch {
      return []
    }
  }
  /** A file that cannot be read is removed, and its events count as dropped. */
  const parse = (name: string): Item[] => {
    const path = join(folder, name)
    let text = ''
    try {
      text = readFileSync(path, 'utf8')
      const item = JSON.parse(text) as Item
      if (item.id + SUFFIX === name) return [item]
    } catch {
      // Damaged, or taken by another process.
    }
    const lost = text.split('"at":').length - 1
    rmSync(path, { force: true })
    if (!lost) return []
    const drops: Drops = {
      kind: 'drops',
      id: randomUUID(),
      entries: [{ reason: 'storage_failed', event_type: 'unknown', count: lost }],
    }
    put(drops)
    return []
  }
  const put = (item: Item) => {
    makeFolder(folder)
    const beside = join(folder, randomUUID())
    writeFileSync(beside, JSON.stringify(item), { mode: 0o600 })
    renameSync(beside, pathOf(item.id))
  }
  return {
    load: async () => list().flatMap(parse),
    read: async (id) => (list().includes(id + SUFFIX) ? parse(id + SUFFIX)[0] : undefined),
    async write(items, remove) {
      items.forEach(put)
      for (const id of remove) rmSync(pathOf(id), { force: true })
    },
    async takeDrops() {
      const taken: Drops[] = []
      for (const name of list()) {
        const [item] = parse(name)
        if (item?.kind !== 'drops') continue
        try {
          const claimed = join(folder, randomUUID())
          renameSync(join(folder, name), claimed) // of two processes one succeeds
          rmSync(claimed)
          taken.push(item)
        } catch {
          // Another process took it.
        }
      }
      return taken
    },
  }
}

const defaultFolder = (appId: string) =>
  join(homedir(), '.local', 'state', 'telemetry-graph-node', appId.replace(/[^\w.-]/g, '_'))

/** Start the client of this program. `folder` is where its queue is. */
export function init({ folder, ...options }: Options & { folder?: string }): Client {
  return setClient(() => {
    const client = createClient(options, {
      store: options.appId ? fileStore(folder ?? defaultFolder(String(options.appId))) : null,
      now: () => Date.now(),
      steady: () => performance.now(),
      memoryMb: () => Math.round(process.memoryUsage.rss() / 104_857.6) / 10,
      // A timer keeps no program from ending.
      setTimer: (act, milliseconds) => setTimeout(act, milliseconds).unref(),
    })
    if (!client.problem) watchProcess(client, options)
    return client
  })
}

function watchProcess(client: Client, options: Options): void {
  process.once('beforeExit', () => void client.shutdown())
  if (options.capturesUnhandled === false) return
  // The monitor changes nothing: the process ends as it would without it.
  process.on('uncaughtExceptionMonitor', (error) => client.captureError(error, { isFatal: true }))
}
