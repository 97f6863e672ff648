import type { DataHealthQuery } from '@/gql/graphql'
import { formatTimeAgoInSeconds, formatCount, pluralize, formatShare } from '@/lib/format'

export interface HealthLine {
  name: string
  text: string
  state: 'good' | 'warn' | 'neutral'
  /** Where something can be done about it. */
  link: string | null
}

type HealthData = DataHealthQuery['app']

/** How near a key may come to its limit before that is worth a warning. */
const NEAR_LIMIT_SHARE = 0.8

/** What is known of the way of the data, each with words for its colour. */
export function assessHealth({ liveNow, ingestion, alertDeliveries }: HealthData): HealthLine[] {
  return [
    assessEvents(liveNow),
    assessRateLimits(ingestion),
    assessSampling(ingestion),
    assessAlerts(alertDeliveries),
  ]
}

function assessEvents({ devices, sessions }: HealthData['liveNow']): HealthLine {
  const isQuiet = devices === 0
  return {
    name: 'Events',
    text: isQuiet
      ? 'none in the last 5 minutes'
      : `${pluralize(devices, 'device')}, ${pluralize(sessions, 'session')} in 5 minutes`,
    state: isQuiet ? 'warn' : 'good',
    link: null,
  }
}

const MAX_SILENCE_MS = 300_000

/** How fresh the figures are. */
export function assessLastEvent(
  lastEventAt: string | null,
  now: number,
): Pick<HealthLine, 'text' | 'state'> {
  if (lastEventAt === null) return { text: 'none yet', state: 'neutral' }
  const isQuiet = now - Date.parse(lastEventAt) > MAX_SILENCE_MS
  return { text: formatTimeAgoInSeconds(lastEventAt, now), state: isQuiet ? 'warn' : 'good' }
}

function assessRateLimits({
  rateLimits: { eventsPerKey, usage },
}: HealthData['ingestion']): HealthLine {
  const fullest = Math.max(0, ...usage.map(({ events }) => events))
  const isNear = fullest >= eventsPerKey * NEAR_LIMIT_SHARE
  return {
    name: 'Rate limit',
    text: isNear
      ? `a key is at ${formatShare(Math.min(fullest / eventsPerKey, 1))} of ${formatCount(eventsPerKey)} a minute`
      : `${formatCount(fullest)} of ${formatCount(eventsPerKey)} a minute`,
    state: isNear ? 'warn' : 'good',
    link: 'settings/ingestion',
  }
}

function assessSampling({ sampling }: HealthData['ingestion']): HealthLine {
  const reduced = sampling.filter(({ rate }) => rate < 1)
  return {
    name: 'Sampling',
    text:
      reduced.length === 0
        ? 'all events are kept'
        : reduced.map(({ eventType, rate }) => `${eventType} ${formatShare(rate)}`).join(', '),
    state: reduced.length === 0 ? 'good' : 'neutral',
    link: 'settings/ingestion',
  }
}

function assessAlerts({ edges }: HealthData['alertDeliveries']): HealthLine {
  const failing = edges.filter(({ node }) => node.state === 'DEAD' || node.state === 'RETRYING')
  const known =
    edges.length === 0 ? 'none sent yet' : `the last ${pluralize(edges.length, 'message')} arrived`
  return {
    name: 'Alerts',
    text:
      failing.length > 0
        ? `${formatCount(failing.length)} of the last ${formatCount(edges.length)} fail`
        : known,
    state: failing.length > 0 ? 'warn' : 'good',
    link: 'alerts',
  }
}
