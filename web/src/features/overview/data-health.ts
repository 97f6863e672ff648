import type { DataHealthQuery } from '@/gql/graphql'
import { formatTimeAgoInSeconds, formatCount, pluralize, formatShare } from '@/lib/format'

export interface HealthLine {
  name: string
  text: string
  state: 'good' | 'warn' | 'neutral'
  /** The page where the problem can be solved. */
  link: string | null
}

type HealthData = DataHealthQuery['app']

/** Share of a rate limit from which a warning is displayed. */
const NEAR_LIMIT_SHARE = 0.8

/** Assesses ingestion and alerting, one line each. */
export function assessHealth({ liveNow, ingestion, alertDeliveries }: HealthData): HealthLine[] {
  return [
    assessEvents(liveNow),
    assessRateLimits(ingestion),
    assessSampling(ingestion),
    assessAlerts(alertDeliveries),
  ]
}

function assessEvents({ devices, sessions }: HealthData['liveNow']): HealthLine {
  const isSilent = devices === 0
  return {
    name: 'Events',
    text: isSilent
      ? 'None in the last 5 minutes'
      : `${pluralize(devices, 'device')}, ${pluralize(sessions, 'session')} in the last 5 minutes`,
    state: isSilent ? 'warn' : 'good',
    link: null,
  }
}

const MAX_SILENCE_MS = 300_000

/** Assesses the time since the last event. */
export function assessLastEvent(
  lastEventAt: string | null,
  now: number,
): Pick<HealthLine, 'text' | 'state'> {
  if (lastEventAt === null) return { text: 'None yet', state: 'neutral' }
  const isSilent = now - Date.parse(lastEventAt) > MAX_SILENCE_MS
  return { text: formatTimeAgoInSeconds(lastEventAt, now), state: isSilent ? 'warn' : 'good' }
}

function assessRateLimits({
  rateLimits: { eventsPerKey, usage },
}: HealthData['ingestion']): HealthLine {
  const highest = Math.max(0, ...usage.map(({ events }) => events))
  const isNear = highest >= eventsPerKey * NEAR_LIMIT_SHARE
  return {
    name: 'Rate limit',
    text: isNear
      ? `One key is at ${formatShare(Math.min(highest / eventsPerKey, 1))} of ${formatCount(eventsPerKey)} events per minute`
      : `${formatCount(highest)} of ${formatCount(eventsPerKey)} events per minute`,
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
        ? 'All events are stored'
        : reduced.map(({ eventType, rate }) => `${eventType} ${formatShare(rate)}`).join(', '),
    state: reduced.length === 0 ? 'good' : 'neutral',
    link: 'settings/ingestion',
  }
}

function assessAlerts({ edges }: HealthData['alertDeliveries']): HealthLine {
  const failing = edges.filter(({ node }) => node.state === 'DEAD' || node.state === 'RETRYING')
  const deliveredText =
    edges.length === 0 ? 'None sent yet' : `Last ${pluralize(edges.length, 'alert')} delivered`
  return {
    name: 'Alerts',
    text:
      failing.length > 0
        ? `${formatCount(failing.length)} of the last ${formatCount(edges.length)} failing`
        : deliveredText,
    state: failing.length > 0 ? 'warn' : 'good',
    link: 'alerts',
  }
}
