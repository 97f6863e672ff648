/** Alerting in plain words: rules as sentences, deliveries as what became of them. */
import type {
  AlertChannelKind,
  AlertDeliveryState,
  AlertKind,
  AlertReason,
  AlertRuleKind,
} from '@/gql/graphql'
import { bound, count, plural } from '@/lib/format'

export const STATES: Record<AlertDeliveryState, string> = {
  PENDING: 'waiting',
  SENDING: 'sending',
  RETRYING: 'retrying',
  DELIVERED: 'delivered',
  DEAD: 'given up',
  HELD: 'in a summary',
  SUPPRESSED: 'not sent',
}

export const REASONS: Record<AlertReason, string> = {
  RULE_GONE: 'the rule was deleted or disabled',
  RULE_MUTED: 'the rule is muted',
  GROUP_MUTED: 'what it is about is muted',
  COOLDOWN: 'told within the cooldown already',
  CHANNEL_DISABLED: 'the channel is disabled',
  CHANNEL_UNVERIFIED: 'the channel is not verified',
  STORM: 'part of a storm',
  QUIET_HOURS: 'quiet hours',
  DIGEST: 'waits for the digest',
  HOURLY_CAP: 'more than the channel takes in an hour',
}

export const KINDS: Record<AlertKind, string> = {
  NEW_CRASH_GROUP: 'New crash group',
  REGRESSION: 'Regression',
  VELOCITY: 'Spreading fast',
  SPIKE: 'Spike',
  CRASH_FREE: 'Crash-free rate',
  SILENCE: 'Silence',
  DIGEST: 'Digest',
  CAPPED: 'More alerts',
  STORM: 'Alert storm',
  ESCALATION: 'Escalation',
  TEST: 'Test',
  VERIFICATION: 'Address check',
}

export const RULE_KINDS: Record<AlertRuleKind, string> = {
  NEW_CRASH_GROUP: 'a new crash group appears',
  REGRESSION: 'a resolved crash comes back',
  VELOCITY: 'a crash spreads',
  SPIKE: 'a crash is far more frequent than usual',
  CRASH_FREE: 'a version crashes for too many',
  SILENCE: 'the app sends far less than usual',
}

export const CHANNEL_KINDS: Record<AlertChannelKind, string> = {
  EMAIL: 'E-mail',
  SLACK: 'Slack',
  WEBHOOK: 'Webhook',
  TEAMS: 'Teams',
  DISCORD: 'Discord',
  LOG: 'Log',
}

export interface RuleFacts {
  kind: AlertRuleKind
  conditions: { versions: readonly string[]; types: readonly string[]; isFatal?: boolean | null }
  velocity?: {
    windowMinutes: number
    devices?: number | null
    sessionPercent?: number | null
  } | null
  spike?: { windowMinutes: number; factor: number; minCrashes: number } | null
  crashFree?: {
    of: 'USERS' | 'SESSIONS'
    belowPercent: number
    days: number
    minSample: number
  } | null
  silence?: { windowMinutes: number; belowPercent: number; minEvents: number } | null
  channelIds?: readonly string[] | null
}

/** “When a new crash group appears in 1.2.*, tell #crashes.” */
export function ruleSentence(rule: RuleFacts, channelName: (id: string) => string): string {
  return `When ${event(rule)}${where(rule)}, tell ${whom(rule.channelIds, channelName)}.`
}

function event({ kind, velocity, spike, crashFree, silence, conditions }: RuleFacts): string {
  const crash = crashWords(conditions.isFatal)
  switch (kind) {
    case 'NEW_CRASH_GROUP':
      return `a new ${crash} group appears`
    case 'REGRESSION':
      return `a resolved ${crash} comes back`
    case 'VELOCITY':
      return velocity
        ? `a ${crash} reaches ${reach(velocity)} within ${minutes(velocity.windowMinutes)}`
        : RULE_KINDS.VELOCITY
    case 'SPIKE':
      return spike
        ? `a ${crash} is ${count(spike.factor)} times as frequent as usual within ${minutes(spike.windowMinutes)}, and at least ${plural(spike.minCrashes, 'crash', 'crashes')}`
        : RULE_KINDS.SPIKE
    case 'CRASH_FREE':
      return crashFree
        ? `fewer than ${bound(crashFree.belowPercent)} of ${plural(crashFree.minSample, 'or more ' + crashFree.of.toLowerCase(), 'or more ' + crashFree.of.toLowerCase())} are crash-free over ${plural(crashFree.days, 'day')}`
        : RULE_KINDS.CRASH_FREE
    case 'SILENCE':
      return silence
        ? `the app sends less than ${bound(silence.belowPercent)} of the usual for ${minutes(silence.windowMinutes)}`
        : RULE_KINDS.SILENCE
  }
}

const crashWords = (isFatal: boolean | null | undefined): string => {
  if (isFatal === null || isFatal === undefined) return 'crash'
  return isFatal ? 'fatal crash' : 'handled crash'
}

const DAY = 1_440

/** “90 minutes”, “2 hours”, “1 day”. */
export function minutes(value: number): string {
  if (value > 0 && value % DAY === 0) return plural(value / DAY, 'day')
  return value > 0 && value % 60 === 0 ? plural(value / 60, 'hour') : plural(value, 'minute')
}

function reach({ devices, sessionPercent }: NonNullable<RuleFacts['velocity']>): string {
  const parts = [
    devices ? plural(devices, 'device') : null,
    sessionPercent ? `${bound(sessionPercent)} of sessions` : null,
  ]
  return parts.filter((part) => part !== null).join(' or ')
}

function where({ kind, conditions: { versions, types } }: RuleFacts): string {
  const ofType = types.length > 0 ? ` of type ${types.join(' or ')}` : ''
  const isOfVersions = kind !== 'SILENCE'
  const inVersion = versions.length > 0 ? ` in ${versions.join(' or ')}` : ' in any version'
  return `${ofType}${isOfVersions ? inVersion : ''}`
}

function whom(
  ids: readonly string[] | null | undefined,
  channelName: (id: string) => string,
): string {
  if (ids === null || ids === undefined) return 'every channel'
  return ids.length === 0 ? 'nobody' : ids.map(channelName).join(', ')
}
