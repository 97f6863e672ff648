import type { DataHealthQuery } from '@/gql/graphql'
import { agoInSeconds, count, plural, share } from '@/lib/format'

export interface HealthLine {
  name: string
  words: string
  state: 'good' | 'warn' | 'neutral'
  /** Where something can be done about it. */
  link: string | null
}

type Told = DataHealthQuery['app']

/** How near a key may come to its limit before that is worth a warning. */
const NEARLY = 0.8

/** What is known of the way of the data, each with words for its colour. */
export function healthOf({ liveNow, ingestion, alertDeliveries }: Told): HealthLine[] {
  return [arriving(liveNow), limited(ingestion), sampled(ingestion), alerted(alertDeliveries)]
}

function arriving({ devices, sessions }: Told['liveNow']): HealthLine {
  const isQuiet = devices === 0
  return {
    name: 'Events',
    words: isQuiet
      ? 'none in the last 5 minutes'
      : `${plural(devices, 'device')}, ${plural(sessions, 'session')} in 5 minutes`,
    state: isQuiet ? 'warn' : 'good',
    link: null,
  }
}

const QUIET_MS = 300_000

/** How fresh the figures are. */
export function freshness(
  lastEventAt: string | null,
  now: number,
): Pick<HealthLine, 'words' | 'state'> {
  if (lastEventAt === null) return { words: 'none yet', state: 'neutral' }
  const isQuiet = now - Date.parse(lastEventAt) > QUIET_MS
  return { words: agoInSeconds(lastEventAt, now), state: isQuiet ? 'warn' : 'good' }
}

function limited({ rateLimits: { eventsPerKey, usage } }: Told['ingestion']): HealthLine {
  const fullest = Math.max(0, ...usage.map(({ events }) => events))
  const isNear = fullest >= eventsPerKey * NEARLY
  return {
    name: 'Rate limit',
    words: isNear
      ? `a key is at ${share(Math.min(fullest / eventsPerKey, 1))} of ${count(eventsPerKey)} a minute`
      : `${count(fullest)} of ${count(eventsPerKey)} a minute`,
    state: isNear ? 'warn' : 'good',
    link: 'settings/ingestion',
  }
}

function sampled({ sampling }: Told['ingestion']): HealthLine {
  const reduced = sampling.filter(({ rate }) => rate < 1)
  return {
    name: 'Sampling',
    words:
      reduced.length === 0
        ? 'all events are kept'
        : reduced.map(({ eventType, rate }) => `${eventType} ${share(rate)}`).join(', '),
    state: reduced.length === 0 ? 'good' : 'neutral',
    link: 'settings/ingestion',
  }
}

function alerted({ edges }: Told['alertDeliveries']): HealthLine {
  const failing = edges.filter(({ node }) => node.state === 'DEAD' || node.state === 'RETRYING')
  const known =
    edges.length === 0 ? 'none sent yet' : `the last ${plural(edges.length, 'message')} arrived`
  return {
    name: 'Alerts',
    words:
      failing.length > 0
        ? `${count(failing.length)} of the last ${count(edges.length)} fail`
        : known,
    state: failing.length > 0 ? 'warn' : 'good',
    link: 'alerts',
  }
}
