/** Alerting in plain words: rules as sentences, deliveries as what became of them. */
import type {
  AlertChannelKind,
  AlertDeliveryState,
  AlertKind,
  AlertReason,
  AlertRuleKind,
} from '@/gql/graphql'
import { formatThreshold, formatCount, pluralize } from '@/lib/format'

export const DELIVERY_STATE_LABELS: Record<AlertDeliveryState, string> = {
  PENDING: 'waiting',
  SENDING: 'sending',
  RETRYING: 'retrying',
  DELIVERED: 'delivered',
  DEAD: 'given up',
  HELD: 'in a summary',
  SUPPRESSED: 'not sent',
}

export const DELIVERY_REASON_LABELS: Record<AlertReason, string> = {
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

export const ALERT_KIND_LABELS: Record<AlertKind, string> = {
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

export const RULE_KIND_LABELS: Record<AlertRuleKind, string> = {
  NEW_CRASH_GROUP: 'a new crash group appears',
  REGRESSION: 'a resolved crash comes back',
  VELOCITY: 'a crash spreads',
  SPIKE: 'a crash is far more frequent than usual',
  CRASH_FREE: 'a version crashes for too many',
  SILENCE: 'the app sends far less than usual',
}

export const CHANNEL_KIND_LABELS: Record<AlertChannelKind, string> = {
  EMAIL: 'E-mail',
  SLACK: 'Slack',
  WEBHOOK: 'Webhook',
  TEAMS: 'Teams',
  DISCORD: 'Discord',
  LOG: 'Log',
}

export interface RuleSummary {
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
export function describeRule(rule: RuleSummary, channelName: (id: string) => string): string {
  return `When ${describeCondition(rule)}${describeScope(rule)}, tell ${describeChannels(rule.channelIds, channelName)}.`
}

function describeCondition({
  kind,
  velocity,
  spike,
  crashFree,
  silence,
  conditions,
}: RuleSummary): string {
  const crash = describeCrash(conditions.isFatal)
  switch (kind) {
    case 'NEW_CRASH_GROUP':
      return `a new ${crash} group appears`
    case 'REGRESSION':
      return `a resolved ${crash} comes back`
    case 'VELOCITY':
      return velocity
        ? `a ${crash} reaches ${describeSpread(velocity)} within ${formatWindow(velocity.windowMinutes)}`
        : RULE_KIND_LABELS.VELOCITY
    case 'SPIKE':
      return spike
        ? `a ${crash} is ${formatCount(spike.factor)} times as frequent as usual within ${formatWindow(spike.windowMinutes)}, and at least ${pluralize(spike.minCrashes, 'crash', 'crashes')}`
        : RULE_KIND_LABELS.SPIKE
    case 'CRASH_FREE':
      return crashFree
        ? `fewer than ${formatThreshold(crashFree.belowPercent)} of ${pluralize(crashFree.minSample, 'or more ' + crashFree.of.toLowerCase(), 'or more ' + crashFree.of.toLowerCase())} are crash-free over ${pluralize(crashFree.days, 'day')}`
        : RULE_KIND_LABELS.CRASH_FREE
    case 'SILENCE':
      return silence
        ? `the app sends less than ${formatThreshold(silence.belowPercent)} of the usual for ${formatWindow(silence.windowMinutes)}`
        : RULE_KIND_LABELS.SILENCE
  }
}

const describeCrash = (isFatal: boolean | null | undefined): string => {
  if (isFatal === null || isFatal === undefined) return 'crash'
  return isFatal ? 'fatal crash' : 'handled crash'
}

const DAY_MINUTES = 1_440

/** “90 minutes”, “2 hours”, “1 day”. */
export function formatWindow(value: number): string {
  if (value > 0 && value % DAY_MINUTES === 0) return pluralize(value / DAY_MINUTES, 'day')
  return value > 0 && value % 60 === 0 ? pluralize(value / 60, 'hour') : pluralize(value, 'minute')
}

function describeSpread({ devices, sessionPercent }: NonNullable<RuleSummary['velocity']>): string {
  const parts = [
    devices ? pluralize(devices, 'device') : null,
    sessionPercent ? `${formatThreshold(sessionPercent)} of sessions` : null,
  ]
  return parts.filter((part) => part !== null).join(' or ')
}

function describeScope({ kind, conditions: { versions, types } }: RuleSummary): string {
  const ofType = types.length > 0 ? ` of type ${types.join(' or ')}` : ''
  const isOfVersions = kind !== 'SILENCE'
  const inVersion = versions.length > 0 ? ` in ${versions.join(' or ')}` : ' in any version'
  return `${ofType}${isOfVersions ? inVersion : ''}`
}

function describeChannels(
  ids: readonly string[] | null | undefined,
  channelName: (id: string) => string,
): string {
  if (ids === null || ids === undefined) return 'every channel'
  return ids.length === 0 ? 'nobody' : ids.map(channelName).join(', ')
}
