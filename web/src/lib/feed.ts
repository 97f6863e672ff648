import { Store } from '@/lib/store'

export interface Sink<T> {
  next: (item: T) => void
  /** The connection or subscription ended. `isRejected`: the server will reject a retry as well. */
  end: (isRejected: boolean) => void
}

export interface FeedOptions<T> {
  open: (since: string | null, sink: Sink<T>) => () => void
  toKey: (item: T) => string
  /** Server time in ms at which the item arrived. Without it, no item counts as recovered. */
  toReceivedAt?: (item: T) => number
  /** Server time in ms at which the connection was last known to be alive. */
  lastAliveAt: () => number
  now: () => number
  /** How far back the first connection starts. Without it, only new items are received. */
  lookBackMs?: number
  capacity?: number
}

export interface FeedState<T> {
  /** Newest first, at most `capacity`. */
  items: readonly T[]
  /** Items received in total. The difference to an earlier total is the number of new items. */
  total: number
  /** Items that the server received while the feed was disconnected. */
  recovered: number
  isRejected: boolean
}

const OVERLAP_MS = 60_000 // rows can become visible some time after they were received
const MIN_CONNECTION_MS = 5_000 // a shorter connection may not have completed its replay
const MAX_LOOK_BACK_MS = 86_340_000 // the server replays at most one day
const MAX_REMEMBERED_KEYS = 20_000
const FRAME_MS = 16
const BACKOFF_MS = [250, 500, 1000, 2000, 4000, 8000]

/** A subscription that survives lost connections: it resumes where it stopped, without a gap. */
export class Feed<T> {
  readonly #store = new Store<FeedState<T>>({
    items: [],
    total: 0,
    recovered: 0,
    isRejected: false,
  })
  readonly #seenKeys = new Set<string>()
  readonly #options: FeedOptions<T>
  #listeners = 0
  #attempt = 0
  #since: string | null
  #openedAt = 0
  #isResumed = false
  #recovered = 0
  readonly #pendingItems: T[] = []
  #close: (() => void) | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #publishTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: FeedOptions<T>) {
    this.#options = options
    this.#since =
      options.lookBackMs === undefined ? null : toIsoTime(options.now() - options.lookBackMs)
  }

  readonly get = (): FeedState<T> => this.#store.get()

  /** Connects on the first subscriber and disconnects after the last. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#store.subscribe(listener)
    if (this.#listeners++ === 0) this.#connect()
    return () => {
      unsubscribe()
      if (--this.#listeners === 0) this.#stop()
    }
  }

  #connect(): void {
    let hasEnded = false
    const sink: Sink<T> = {
      next: (item) => {
        if (!hasEnded) this.#add(item)
      },
      end: (isRejected) => {
        if (hasEnded) return
        hasEnded = true
        this.#resume(isRejected)
      },
    }
    this.#openedAt = this.#options.now()
    const close = this.#options.open(this.#since, sink)
    this.#close = () => {
      hasEnded = true
      close()
    }
  }

  #add(item: T): void {
    this.#attempt = 0
    const key = this.#options.toKey(item)
    if (this.#seenKeys.has(key)) return
    this.#remember(key)
    if (this.#isRecovered(item)) this.#recovered += 1
    this.#pendingItems.push(item)
    if (this.#publishTimer === undefined) this.#publishTimer = setTimeout(this.#publish, FRAME_MS)
  }

  #isRecovered(item: T): boolean {
    const receivedAt = this.#options.toReceivedAt?.(item) ?? Infinity
    return this.#isResumed && receivedAt < this.#openedAt
  }

  #remember(key: string): void {
    this.#seenKeys.add(key)
    if (this.#seenKeys.size <= MAX_REMEMBERED_KEYS) return
    for (const oldest of this.#seenKeys) {
      this.#seenKeys.delete(oldest)
      break
    }
  }

  /** Publishes once per frame: a replay can deliver thousands of items at once. */
  readonly #publish = (): void => {
    this.#publishTimer = undefined
    const { items, total, isRejected } = this.#store.get()
    const newItems = this.#pendingItems.splice(0)
    this.#store.set({
      items: [...newItems.reverse(), ...items].slice(0, this.#options.capacity ?? 500),
      total: total + newItems.length,
      recovered: this.#recovered,
      isRejected,
    })
  }

  #resume(isRejected: boolean): void {
    if (isRejected) {
      this.#store.set({ ...this.#store.get(), isRejected: true })
      return
    }
    this.#setResumePoint()
    const waitMs = BACKOFF_MS[Math.min(this.#attempt++, BACKOFF_MS.length - 1)] ?? 0
    this.#timer = setTimeout(() => {
      this.#isResumed = true
      this.#recovered = 0
      this.#connect()
    }, waitMs)
  }

  /** The next connection starts at the last time at which this one was known to be alive. */
  #setResumePoint(): void {
    const { now, lastAliveAt } = this.#options
    const aliveAt = lastAliveAt()
    if (aliveAt - this.#openedAt > MIN_CONNECTION_MS) this.#since = toIsoTime(aliveAt - OVERLAP_MS)
    else this.#since ??= toIsoTime(this.#openedAt)
    const earliest = toIsoTime(now() - MAX_LOOK_BACK_MS)
    if (this.#since < earliest) this.#since = earliest
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#close?.()
    this.#close = null
    this.#setResumePoint()
  }
}

const toIsoTime = (time: number): string => new Date(time).toISOString()
