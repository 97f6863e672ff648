export interface Counted {
  receivedAt: string
  device: string
  fingerprint: string
}

export interface Counter {
  name: string
  value: number
  /** The feed holds only so many: there may be more. */
  isMinimum: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
export const FEED_CAPACITY = 500

/** What the crashes in the feed, newest first, add up to. */
export function counters(crashes: readonly Counted[], now: number): Counter[] {
  const since = (ms: number) =>
    crashes.filter(({ receivedAt }) => now - Date.parse(receivedAt) <= ms)
  const hour = since(HOUR_MS)
  const isMinimum = hour.length >= FEED_CAPACITY
  const distinct = (key: (crash: Counted) => string) => new Set(hour.map(key)).size
  return [
    { name: 'Crashes, last minute', value: since(MINUTE_MS).length, isMinimum: false },
    { name: 'Crashes, last hour', value: hour.length, isMinimum },
    { name: 'Devices, last hour', value: distinct(({ device }) => device), isMinimum },
    { name: 'Groups, last hour', value: distinct(({ fingerprint }) => fingerprint), isMinimum },
  ]
}
