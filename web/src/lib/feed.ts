import { Store } from '@/lib/store'

export interface Sink<T> {
  next: (item: T) => void
  /** The connection or the subscription ended; `refused` when trying again is pointless. */
  end: (refused: boolean) => void
}

export interface FeedOptions<T> {
  open: (since: string | null, sink: Sink<T>) => () => void
  toKey: (item: T) => string
  /** Server time, in ms, at which the server had the item; without it, none counts as recovered. */
  toReceivedAt?: (item: T) => number
  /** Server time, in ms, at which the connection was last known to be alive. */
  lastAliveAt: () => number
  now: () => number
  /** How far back the first connection looks, in ms; without it, only what is new. */
  lookBackMs?: number
  capacity?: number
}

export interface FeedState<T> {
  /** Newest first, at most `capacity`. */
  items: readonly T[]
  /** How many ever came: tells how many of `items` are new to someone who looked away. */
  total: number
  /** How many of them the server had before the connection that brought them. */
  recovered: number
  isRejected: boolean
}

const OVERLAP_MS = 60_000 // rows may become visible some time after they were received
const MIN_CONNECTION_MS = 5_000 // a connection cut sooner may not have replayed all that it was asked for
const MAX_LOOK_BACK_MS = 86_340_000 // the server replays a day at most
const MAX_REMEMBERED_KEYS = 20_000
const FRAME_MS = 16
const BACKOFF_MS = [250, 500, 1000, 2000, 4000, 8000]

/** One subscription that outlives its connections: it resumes where it was cut, without a gap. */
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

  /** Runs while anyone listens. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const leave = this.#store.subscribe(listener)
    if (this.#listeners++ === 0) this.#connect()
    return () => {
      leave()
      if (--this.#listeners === 0) this.#stop()
    }
  }

  #connect(): void {
    let isOver = false
    const sink: Sink<T> = {
      next: (item) => {
        if (!isOver) this.#add(item)
      },
      end: (refused) => {
        if (isOver) return
        isOver = true
        this.#resume(refused)
      },
    }
    this.#openedAt = this.#options.now()
    const close = this.#options.open(this.#since, sink)
    this.#close = () => {
      isOver = true
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

  /** A replay may bring thousands at once: they are shown a frame at a time, not one by one. */
  readonly #publish = (): void => {
    this.#publishTimer = undefined
    const { items, total, isRejected } = this.#store.get()
    const arrived = this.#pendingItems.splice(0)
    this.#store.set({
      items: [...arrived.reverse(), ...items].slice(0, this.#options.capacity ?? 500),
      total: total + arrived.length,
      recovered: this.#recovered,
      isRejected,
    })
  }

  #resume(refused: boolean): void {
    if (refused) {
      this.#store.set({ ...this.#store.get(), isRejected: true })
      return
    }
    this.#setResumePoint()
    const wait = BACKOFF_MS[Math.min(this.#attempt++, BACKOFF_MS.length - 1)] ?? 0
    this.#timer = setTimeout(() => {
      this.#isResumed = true
      this.#recovered = 0
      this.#connect()
    }, wait)
  }

  /** The next connection asks for what came since this one's last sign of life. */
  #setResumePoint(): void {
    const { now, lastAliveAt } = this.#options
    const heard = lastAliveAt()
    if (heard - this.#openedAt > MIN_CONNECTION_MS) this.#since = toIsoTime(heard - OVERLAP_MS)
    else this.#since ??= toIsoTime(this.#openedAt)
    const longest = toIsoTime(now() - MAX_LOOK_BACK_MS)
    if (this.#since < longest) this.#since = longest
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#close?.()
    this.#close = null
    this.#setResumePoint()
  }
}

const toIsoTime = (time: number): string => new Date(time).toISOString()
