import { RULE_KIND_LABELS } from '@/features/alerts/labels'
import type { AlertRuleKind } from '@/gql/graphql'
import { formatCount, formatThreshold, pluralize } from '@/lib/format'

export interface RuleSummary {
  kind: AlertRuleKind
  conditions: {
    appVersions: readonly string[]
    crashTypes: readonly string[]
    isFatal?: boolean | null
  }
  velocity?: {
    windowMinutes: number
    devices?: number | null
    sessionPercent?: number | null
  } | null
  spike?: { windowMinutes: number; factor: number; minCrashes: number } | null
  crashFree?: {
    basis: 'USERS' | 'SESSIONS'
    belowPercent: number
    days: number
    minSample: number
  } | null
  silence?: { windowMinutes: number; belowPercent: number; minEvents: number } | null
  channelIds?: readonly string[] | null
}

/** Describes a rule in a sentence: "When a new crash group appears in 1.2.*, notify #crashes." */
export function describeRule(rule: RuleSummary, getChannelName: (id: string) => string): string {
  const condition = `${describeCondition(rule)}${describeVersions(rule)}`
  return `When ${condition}, notify ${describeChannels(rule.channelIds, getChannelName)}.`
}

function describeCondition(rule: RuleSummary): string {
  const { kind, velocity, spike, crashFree, silence, conditions } = rule
  const crash = describeCrash(conditions.isFatal)
  const ofType =
    conditions.crashTypes.length > 0 ? ` of type ${conditions.crashTypes.join(' or ')}` : ''
  switch (kind) {
    case 'NEW_CRASH_GROUP':
      return `a new ${crash} group${ofType} appears`
    case 'REGRESSION':
      return `a resolved ${crash}${ofType} occurs again`
    case 'VELOCITY':
      return velocity
        ? `a ${crash}${ofType} reaches ${describeSpread(velocity)} within ${formatMinutesAsWords(velocity.windowMinutes)}`
        : RULE_KIND_LABELS.VELOCITY
    case 'SPIKE':
      return spike
        ? `a ${crash}${ofType} occurs ${formatCount(spike.factor)} times as often as usual, and at least ${pluralize(spike.minCrashes, 'time')}, within ${formatMinutesAsWords(spike.windowMinutes)}`
        : RULE_KIND_LABELS.SPIKE
    case 'CRASH_FREE':
      return crashFree
        ? `fewer than ${formatThreshold(crashFree.belowPercent)} of at least ${formatCount(crashFree.minSample)} ${crashFree.basis.toLowerCase()} are crash-free over ${pluralize(crashFree.days, 'day')}`
        : RULE_KIND_LABELS.CRASH_FREE
    case 'SILENCE':
      return silence
        ? `the app sends less than ${formatThreshold(silence.belowPercent)} of its usual events for ${formatMinutesAsWords(silence.windowMinutes)}`
        : RULE_KIND_LABELS.SILENCE
  }
}

const describeCrash = (isFatal: boolean | null | undefined): string => {
  if (isFatal === null || isFatal === undefined) return 'crash'
  return isFatal ? 'fatal crash' : 'handled crash'
}

const DAY_MINUTES = 1_440

/** Formats minutes as "90 minutes", "2 hours" or "1 day". */
export function formatMinutesAsWords(value: number): string {
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

function describeVersions({ kind, conditions: { appVersions } }: RuleSummary): string {
  if (kind === 'SILENCE') return ''
  return appVersions.length > 0 ? ` in ${appVersions.join(' or ')}` : ' in any version'
}

function describeChannels(
  ids: readonly string[] | null | undefined,
  getChannelName: (id: string) => string,
): string {
  if (ids === null || ids === undefined) return 'all channels'
  return ids.length === 0 ? 'no channel' : ids.map(getChannelName).join(', ')
}
