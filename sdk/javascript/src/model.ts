/** What a queue holds, what the options are, and what platforms provide. */

export const USAGE = 0
export const PERFORMANCE = 1
export const AUTOMATIC = 2
export const CRASH = 3
/** Tiers, in the order in which a full queue drops them. */
export type Tier = 0 | 1 | 2 | 3

export const TIERS: Record<string, Tier | undefined> = {
  app_start: AUTOMATIC,
  app_stop: AUTOMATIC,
  app_crash: CRASH,
  lua_error: CRASH,
  perf_frame: PERFORMANCE,
  perf_memory: PERFORMANCE,
  perf_startup: PERFORMANCE,
}

export type Reason =
  | 'queue_full'
  | 'queue_bytes'
  | 'consent_withdrawn'
  | 'opted_out'
  | 'invalid_data'
  | 'rejected_batch'
  | 'storage_failed'
  | 'expired'

export type Data = Record<string, string | number | boolean | null | undefined>

/** A count of dropped events, as it is sent. */
export interface Entry {
  reason: Reason
  event_type: string
  count: number
}

/** What the events of a batch have in common, as it is sent. */
export interface Head {
  session_id: string
  app_version?: string | undefined
  mosis_version?: string | undefined
  sampling?: { event_type: string; rate: number }[] | undefined
}

/** An event; `at` is its Unix time in milliseconds, `steady` a clock that never jumps, of this page. */
export interface StoredEvent {
  type: string
  tier: Tier
  at: number
  steady?: number | undefined
  data: Data
}

export interface Batch {
  kind: 'batch'
  id: string
  /** When it was opened, by the device's clock, in milliseconds. */
  opened: number
  head: Head
  usage: boolean
  events: StoredEvent[]
  /** No event is added any more. */
  sealed?: boolean
  /** It was sent, so the server may have it. */
  attempted?: boolean
  report?: Entry[]
}

export interface CrashBody {
  type: string
  message: string
  stack_trace: string
  is_fatal: boolean
  context: { screen?: string | undefined; memory_mb?: number | undefined; uptime_seconds: number }
  fingerprint?: string | undefined
}

export interface Crash {
  kind: 'crash'
  id: string
  /** The event type under which it is counted when it is dropped. */
  type: 'app_crash' | 'lua_error'
  tier: typeof CRASH
  at: number
  steady?: number | undefined
  head: Head
  body: CrashBody
}

/** Counts of dropped events that no batch has reported yet. */
export interface Drops {
  kind: 'drops'
  id: string
  entries: Entry[]
}

/** What the user agreed to, and the random id of this installation. */
export interface Settings {
  kind: 'settings'
  id: 'settings'
  device: string
  usage: boolean
  crashes: boolean
  optedOut: boolean
  /** When the user chose last, in milliseconds. */
  changed: number
}

export type Item = Batch | Crash | Drops | Settings

/** Where the queue outlives the page or program. Each method may reject; then memory is used. */
export interface Store {
  load(): Promise<Item[]>
  /** Put and remove at once. */
  write(put: Item[], remove: string[]): Promise<void>
  read(id: string): Promise<Item | undefined>
  /** Read and remove all drops at once, so that no other page reports them too. */
  takeDrops(): Promise<Drops[]>
}

export interface Options {
  url: string
  appId: string
  ingestKey: string
  appVersion?: string
  mosisVersion?: string
  rawDeviceId?: string
  sessionId?: string
  usageAnalytics?: boolean
  crashReports?: boolean
  sendsAppEvents?: boolean
  capturesUnhandled?: boolean
  batchEvents?: number
  intervalSeconds?: number
  maxQueueEvents?: number
  maxQueueBytes?: number
  requestTimeoutSeconds?: number
  eventTypes?: Record<string, 'usage' | 'performance' | 'automatic'>
  beforeSend?: (kind: string, data: object) => object | null
  store?: Store | null
  fetch?: typeof fetch
}

/** The parts of a platform. */
export interface Platform {
  store: Store | null
  now(): number
  steady(): number
  memoryMb?(): number | undefined
  setTimer(act: () => void, milliseconds: number): unknown
}
