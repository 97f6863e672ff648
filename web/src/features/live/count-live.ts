export interface LiveCrash {
  receivedAt: string
  fingerprint: string
}

/** Active devices and sessions, as last counted by the server. */
export interface ActiveNow {
  devices: number
  sessions: number
}

export interface LiveCounter {
  name: string
  /** null until it is known. */
  value: number | null
  /** Whether the value is a lower bound, because the feed is full. */
  isMinimum: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
export const FEED_CAPACITY = 500

/** Computes the counters from the server's counts and the crashes in the feed, newest first. */
export function countLive(
  activeNow: ActiveNow | null,
  crashes: readonly LiveCrash[],
  now: number,
): LiveCounter[] {
  const since = (ms: number) =>
    crashes.filter(({ receivedAt }) => now - Date.parse(receivedAt) <= ms)
  const lastHour = since(HOUR_MS)
  const isMinimum = lastHour.length >= FEED_CAPACITY
  const groups = new Set(lastHour.map(({ fingerprint }) => fingerprint)).size
  return [
    { name: 'Devices, last 5 minutes', value: activeNow?.devices ?? null, isMinimum: false },
    { name: 'Sessions, last 5 minutes', value: activeNow?.sessions ?? null, isMinimum: false },
    { name: 'Crashes, last minute', value: since(MINUTE_MS).length, isMinimum: false },
    { name: 'Crashes, last hour', value: lastHour.length, isMinimum },
    { name: 'Groups, last hour', value: groups, isMinimum },
  ]
}
