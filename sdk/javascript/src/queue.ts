/** The bounded queue: batches and crashes in memory, and in the platform's store. */
import type { Clock } from './clock.js'
import { deriveUuid7, makeUuid7 } from './ids.js'
import {
  CRASH,
  USAGE,
  type Batch,
  type Crash,
  type Entry,
  type Head,
  type Item,
  type Platform,
  type Reason,
  type Store,
  type StoredEvent,
} from './model.js'

const MAX_OPEN_MS = 60_000
const MAX_REPORT_ENTRIES = 50
const OVERHEAD_BYTES = 80
const WRITE_PAUSE_MS = 50

export interface Limits {
  batchEvents: number
  intervalMs: number
  maxEvents: number
  maxBytes: number
}

/** A steady time says nothing in another page. */
const withoutSteady = <T extends object>(item: T): T => ({ ...item, steady: undefined })

export type Queue = ReturnType<typeof createQueue>

export function createQueue(
  getStore: () => Store | null,
  limits: Limits,
  { now, steady }: Clock,
  { setTimer }: Platform,
) {
  let batches: Batch[] = []
  let crashes: Crash[] = []
  let events = 0
  let bytes = 0
  let lastWrite: Promise<void> = Promise.resolve()
  let isScheduled = false
  const drops = new Map<string, Entry>()
  const sizes = new WeakMap<object, number>()
  /** When a batch of this page was opened, by the clock that never jumps. */
  const openedAt = new WeakMap<Batch, number>()
  const changed = new Map<string, Item>()
  const removed = new Set<string>()

  const grow = (items: object[], sign: 1 | -1) => {
    for (const item of items) {
      const size = sizes.get(item) ?? JSON.stringify(item).length + OVERHEAD_BYTES
      sizes.set(item, size)
      events += sign
      bytes += sign * size
    }
  }

  // Writing: soon, many changes at once. Without a working store everything stays in memory.

  const save = (item: Item) => {
    removed.delete(item.id)
    changed.set(item.id, item)
    schedule()
  }
  const forget = (id: string) => {
    changed.delete(id)
    removed.add(id)
    schedule()
  }
  const schedule = () => {
    if (!isScheduled && getStore()) setTimer(write, WRITE_PAUSE_MS)
    isScheduled = !!getStore()
  }
  const write = (): Promise<void> => {
    const store = getStore()
    isScheduled = false
    if (store && changed.size + removed.size) {
      // Not after the last one: a program that crashes has no later.
      lastWrite = store.write([...changed.values()], [...removed]).catch(() => {})
      changed.clear()
      removed.clear()
    }
    return lastWrite
  }

  // Counts of dropped events

  const countDrop = (reason: Reason, event_type: string, count = 1) => {
    const key = reason + event_type
    drops.set(key, { reason, event_type, count: (drops.get(key)?.count ?? 0) + count })
  }
  const countEntries = (entries: Entry[] = []) => {
    for (const { reason, event_type, count } of entries) countDrop(reason, event_type, count)
  }
  const takeEntries = (): Entry[] =>
    [...drops].slice(0, MAX_REPORT_ENTRIES).map(([key, entry]) => {
      drops.delete(key)
      return entry
    })

  // Removing

  const dueIn = (batch: Batch): number =>
    batch.sealed ? 0 : (openedAt.get(batch) ?? 0) + limits.intervalMs - steady()

  const finishBatch = (batch: Batch) => {
    grow(batch.events, -1)
    batches = batches.filter((each) => each !== batch)
    forget(batch.id)
  }
  const removeEvents = (batch: Batch, gone: StoredEvent[], reason: Reason) => {
    for (const { type } of gone) countDrop(reason, type)
    grow(gone, -1)
    batch.events = batch.events.filter((event) => !gone.includes(event))
    if (batch.events.length) save(batch)
    else {
      countEntries(batch.report)
      finishBatch(batch)
    }
  }
  const finishCrash = (crash: Crash) => {
    grow([crash], -1)
    crashes = crashes.filter((each) => each !== crash)
    forget(crash.id)
  }
  const dropCrash = (crash: Crash, reason: Reason) => {
    countDrop(reason, crash.type)
    finishCrash(crash)
  }

  /** Drop one item: usage events first, crashes last; a batch that was sent stays whole. */
  const dropOldest = (reason: Reason): boolean => {
    for (let tier = USAGE as number; tier <= CRASH; tier++) {
      for (const batch of batches) {
        const event = batch.events.find((each) => each.tier === tier && !batch.attempted)
        if (event) {
          removeEvents(batch, [event], reason)
          return true
        }
      }
    }
    if (crashes[0]) dropCrash(crashes[0], reason)
    return events > limits.maxEvents && !!crashes[0]
  }
  const dropExcess = () => {
    while (events > limits.maxEvents && dropOldest('queue_full'));
    while (bytes > limits.maxBytes && dropOldest('queue_bytes'));
  }

  const replace = (batch: Batch, parts: [StoredEvent[], string][]) => {
    countEntries(batch.report)
    finishBatch(batch)
    for (const [part, id] of parts) {
      const made: Batch = { ...batch, id, events: part, sealed: true, attempted: false, report: [] }
      batches.push(made)
      grow(part, 1)
      save(made)
    }
  }

  /** Let no more events into the last batch: another page may take it over. */
  const seal = () => {
    const batch = batches[batches.length - 1]
    if (batch && !batch.sealed) {
      batch.sealed = true
      save(batch)
    }
  }

  return {
    save,
    seal,
    flushWrites: write,
    countDrop,
    dueIn,
    finishBatch,
    finishCrash,
    dropCrash,
    /** Events and crashes that wait. */
    waiting: () => events,
    batches: () => batches,
    nextCrash: () => crashes[0],
    unreported: () =>
      [...drops.values(), ...batches.flatMap(({ report }) => report ?? [])].reduce(
        (sum, { count }) => sum + count,
        0,
      ),

    addEvent(event: StoredEvent, head: Head, usage: boolean) {
      const time = now()
      let batch = batches[batches.length - 1]
      // Another page may take an older one over, which must not change then.
      const isOpen =
        batch &&
        dueIn(batch) > 0 &&
        Math.abs(time - batch.opened) < MAX_OPEN_MS &&
        batch.head === head &&
        batch.usage === usage
      if (!batch || !isOpen) {
        seal()
        batch = { kind: 'batch', id: makeUuid7(time), opened: time, head, usage, events: [] }
        openedAt.set(batch, steady())
        batches.push(batch)
      }
      batch.events.push(event)
      batch.sealed = batch.events.length >= limits.batchEvents
      grow([event], 1)
      save(batch)
      dropExcess()
    },

    addCrash(crash: Crash): Promise<void> {
      crashes.push(crash)
      grow([crash], 1)
      save(crash)
      dropExcess()
      return write()
    },

    /** Take over what an earlier page or program left, or another page has not sent. */
    adopt(items: Item[]) {
      const known = [...batches, ...crashes].map(({ id }) => id)
      for (const item of items) {
        if (known.includes(item.id) || removed.has(item.id)) continue
        if (item.kind === 'batch' && item.events?.length) {
          const batch = { ...item, sealed: true, events: item.events.map(withoutSteady) }
          batches.push(batch)
          grow(batch.events, 1)
        } else if (item.kind === 'crash') {
          crashes.push(withoutSteady(item))
          grow(crashes.slice(-1), 1)
        }
      }
      batches.sort((one, other) => (one.id < other.id ? -1 : 1))
      dropExcess()
    },

    /** Fix a batch and its report in the store, before it is sent. */
    async beginAttempt(batch: Batch, hasReport: boolean) {
      batch.sealed = true
      if (batch.attempted) return
      batch.attempted = true
      if (hasReport) {
        const stored = await getStore()
          ?.takeDrops()
          .catch(() => [])
        for (const { entries } of stored ?? []) countEntries(entries)
        batch.report = takeEntries()
      }
      save(batch)
      await write()
    },
    takeBackReport(batch: Batch) {
      countEntries(batch.report)
      batch.report = []
      save(batch)
    },
    /** Leave the counts that no batch has reported to the next page. */
    saveDrops() {
      while (getStore() && drops.size) {
        save({ kind: 'drops', id: makeUuid7(now()), entries: takeEntries() })
      }
    },

    dropBatch: (batch: Batch, reason: Reason) => removeEvents(batch, batch.events, reason),
    /** Drop the events and crashes that a test selects. */
    drop(isSelected: (item: StoredEvent | Crash) => boolean, reason: Reason): Promise<void> {
      for (const batch of batches) {
        const gone = batch.events.filter(isSelected)
        if (gone.length) removeEvents(batch, gone, reason)
      }
      for (const crash of crashes.filter(isSelected)) dropCrash(crash, reason)
      return write()
    },
    /** Make two batches of one that is too large; their ids are the same after a restart. */
    split(batch: Batch) {
      const { events: all, id } = batch
      const half = all.length >> 1
      if (half) {
        replace(batch, [
          [all.slice(0, half), deriveUuid7(id, 'first')],
          [all.slice(half), deriveUuid7(id, 'second')],
        ])
      } else removeEvents(batch, all, 'rejected_batch')
    },
    /** Send events again under a new id: their times were wrong. */
    reissue(batch: Batch, some: StoredEvent[]) {
      replace(batch, [[some, makeUuid7(now())]])
    },
  }
}
