export interface LiveCrash {
  receivedAt: string
  fingerprint: string
}

/** Who is there, as the server last counted; null until it has. */
export interface ActiveNow {
  devices: number
  sessions: number
}

export interface LiveCounter {
  name: string
  /** null: not known yet. */
  value: number | null
  /** The feed holds only so many: there may be more. */
  isMinimum: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
export const FEED_CAPACITY = 500

/** Who is there now, and what the crashes in the feed, newest first, add up to. */
export function countLive(
  present: ActiveNow | null,
  crashes: readonly LiveCrash[],
  now: number,
): LiveCounter[] {
  const since = (ms: number) =>
    crashes.filter(({ receivedAt }) => now - Date.parse(receivedAt) <= ms)
  const hour = since(HOUR_MS)
  const isMinimum = hour.length >= FEED_CAPACITY
  const groups = new Set(hour.map(({ fingerprint }) => fingerprint)).size
  return [
    { name: 'Devices, last 5 minutes', value: present?.devices ?? null, isMinimum: false },
    { name: 'Sessions, last 5 minutes', value: present?.sessions ?? null, isMinimum: false },
    { name: 'Crashes, last minute', value: since(MINUTE_MS).length, isMinimum: false },
    { name: 'Crashes, last hour', value: hour.length, isMinimum },
    { name: 'Groups, last hour', value: groups, isMinimum },
  ]
}
