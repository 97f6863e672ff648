/** A platform whose time a test moves, a server that answers as the test says, a store that outlives. */
import { createClient, type Client } from '../src/client.js'
import type { Drops, Item, Options, Platform, Store } from '../src/model.js'

export const NOON = 1_750_000_000_000
export const DAY = 86_400_000

export interface Sent {
  kind: string
  body: any
  text: string
  headers: Record<string, string>
  keepalive: boolean
}

export interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

type Answering = Reply | Error | ((sent: Sent) => Reply | Error | Promise<Reply>)

export function accept({ kind, body }: Sent): Reply {
  if (kind === 'crash') return { status: 200, body: { id: body.crash_id, is_duplicate: false } }
  const received = body.events.length
  return {
    status: 200,
    body: { received, is_duplicate: false, rejected: [], sampled_out: 0, sampling: [] },
  }
}

export class FakeServer {
  sent: Sent[] = []
  answers: Answering[] = []
  default: Answering = accept

  fetch = (async (url: string, init: RequestInit) => {
    const text = String(init.body)
    const headers = init.headers as Record<string, string>
    const kind = url.split('/').pop() ?? ''
    const sent = { kind, body: JSON.parse(text), text, headers, keepalive: !!init.keepalive }
    this.sent.push(sent)
    const answer = this.answers.shift() ?? this.default
    const reply = typeof answer === 'function' ? await answer(sent) : answer
    if (reply instanceof Error) throw reply
    const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {})
    return new Response(body, { status: reply.status, headers: reply.headers ?? {} })
  }) as typeof fetch

  get batches() {
    return this.sent.filter(({ kind }) => kind === 'events').map(({ body }) => body)
  }
  get crashes() {
    return this.sent.filter(({ kind }) => kind === 'crash').map(({ body }) => body)
  }
  get events() {
    return this.batches.flatMap(({ events }) => events)
  }
  reported(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { client_report: report } of this.batches) {
      for (const { reason, event_type: type, count } of report?.dropped ?? []) {
        counts[`${reason} ${type}`] = (counts[`${reason} ${type}`] ?? 0) + count
      }
    }
    return counts
  }
}

/** A store in memory that copies what it keeps, as a disk does. */
export class MemoryStore implements Store {
  items = new Map<string, string>()
  isBroken = false

  #check() {
    if (this.isBroken) throw new Error('the disk is full')
  }
  async load() {
    this.#check()
    return [...this.items.values()].map((text) => JSON.parse(text) as Item)
  }
  async read(id: string) {
    this.#check()
    return JSON.parse(this.items.get(id) ?? 'null') ?? undefined
  }
  async write(put: Item[], remove: string[]) {
    this.#check()
    for (const item of put) this.items.set(item.id, JSON.stringify(item))
    for (const id of remove) this.items.delete(id)
  }
  async takeDrops() {
    this.#check()
    const drops = (await this.load()).filter((item): item is Drops => item.kind === 'drops')
    for (const { id } of drops) this.items.delete(id)
    return drops
  }
}

interface Page {
  isAlive: boolean
}

interface Timer {
  at: number
  act: () => void
}

/** One page or program on a device; `advance` moves its clocks and runs its timers. */
export class Device {
  wall = NOON
  clock = 1_000
  timers: Timer[] = []
  pages: Page[] = []
  server = new FakeServer()
  store = new MemoryStore()

  platform(): Platform {
    const page = { isAlive: true }
    this.pages.push(page)
    return {
      store: this.store,
      now: () => this.wall,
      steady: () => this.clock,
      memoryMb: () => 42.5,
      setTimer: (act, milliseconds) =>
        page.isAlive && this.timers.push({ at: this.clock + milliseconds, act }),
    }
  }

  async start(options: Partial<Options> = {}): Promise<Client> {
    const client = createClient(
      {
        url: 'http://127.0.0.1:1/',
        appId: 'com.example.notes',
        ingestKey: 'tgi_key',
        rawDeviceId: 'my-device',
        usageAnalytics: true,
        sendsAppEvents: false,
        fetch: this.server.fetch,
        ...options,
      },
      this.platform(),
    )
    await client.ready
    return client
  }

  /** The pages are gone: none of their timers runs any more. */
  kill(): void {
    this.timers = []
    for (const page of this.pages) page.isAlive = false
  }

  async advance(milliseconds: number): Promise<void> {
    const end = this.clock + milliseconds
    for (;;) {
      await settle()
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.timers.splice(this.timers.indexOf(next), 1)
      this.#move(Math.max(next.at, this.clock))
      next.act()
    }
    this.#move(end)
    await settle()
  }

  #move(to: number) {
    this.wall += to - this.clock
    this.clock = to
  }
}

export const settle = async () => {
  for (let turn = 0; turn < 60; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** Resolve a flush, whose waits need the clock. */
export async function flushed(device: Device, client: Client): Promise<boolean> {
  const result = client.flush()
  await device.advance(200)
  return result
}

export function views(client: Client, count: number, first = 0): void {
  for (let number = first; number < first + count; number++) {
    if (!client.track('screen_view', { screen_name: `s${number}` })) throw new Error('not recorded')
  }
}
