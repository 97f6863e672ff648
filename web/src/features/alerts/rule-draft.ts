/** The state of the rule form. It has the thresholds of all kinds, so that a change of kind loses none. */
import type { AlertRuleKind, AlertRuleSettingsInput, RulesQuery } from '@/gql/graphql'

export type Rule = RulesQuery['app']['alertRules'][number]

export interface RuleDraft {
  name: string
  kind: AlertRuleKind
  isEnabled: boolean
  appVersions: string[]
  crashTypes: string[]
  fatality: 'any' | 'fatal' | 'handled'
  velocity: { windowMinutes: number; devices: number | null; sessionPercent: number | null }
  spike: { windowMinutes: number; factor: number; minCrashes: number }
  crashFree: { basis: 'USERS' | 'SESSIONS'; belowPercent: number; days: number; minSample: number }
  silence: { windowMinutes: number; belowPercent: number; minEvents: number }
  /** null: all channels. */
  channelIds: string[] | null
  cooldownMinutes: number
  escalateAfterMinutes: number | null
  escalateTo: string[]
}

export const EMPTY_RULE: RuleDraft = {
  name: '',
  kind: 'NEW_CRASH_GROUP',
  isEnabled: true,
  appVersions: [],
  crashTypes: [],
  fatality: 'any',
  velocity: { windowMinutes: 60, devices: 100, sessionPercent: null },
  spike: { windowMinutes: 60, factor: 5, minCrashes: 20 },
  crashFree: { basis: 'USERS', belowPercent: 98, days: 1, minSample: 100 },
  silence: { windowMinutes: 60, belowPercent: 5, minEvents: 100 },
  channelIds: null,
  cooldownMinutes: 60,
  escalateAfterMinutes: null,
  escalateTo: [],
}

const toFatality = (isFatal: boolean | null | undefined): RuleDraft['fatality'] => {
  if (isFatal === null || isFatal === undefined) return 'any'
  return isFatal ? 'fatal' : 'handled'
}

export function toRuleDraft(rule: Rule): RuleDraft {
  const { conditions, velocity, spike, crashFree, silence } = rule
  return {
    name: rule.name,
    kind: rule.kind,
    isEnabled: rule.isEnabled,
    appVersions: [...conditions.appVersions],
    crashTypes: [...conditions.crashTypes],
    fatality: toFatality(conditions.isFatal),
    velocity: velocity
      ? {
          windowMinutes: velocity.windowMinutes,
          devices: velocity.devices ?? null,
          sessionPercent: velocity.sessionPercent ?? null,
        }
      : EMPTY_RULE.velocity,
    spike: spike ?? EMPTY_RULE.spike,
    crashFree: crashFree ?? EMPTY_RULE.crashFree,
    silence: silence ?? EMPTY_RULE.silence,
    channelIds: rule.channelIds ? [...rule.channelIds] : null,
    cooldownMinutes: rule.cooldownMinutes,
    escalateAfterMinutes: rule.escalateAfterMinutes ?? null,
    escalateTo: [...rule.escalateTo],
  }
}

/** Converts the draft for the API; `statuses` are passed on, because the form does not edit them. */
export function toRuleSettings(
  draft: RuleDraft,
  statuses: Rule['conditions']['statuses'],
): AlertRuleSettingsInput {
  const { kind, appVersions, crashTypes, escalateAfterMinutes } = draft
  return {
    name: draft.name.trim(),
    kind,
    isEnabled: draft.isEnabled,
    conditions: {
      appVersions,
      crashTypes,
      statuses,
      isFatal: draft.fatality === 'any' ? null : draft.fatality === 'fatal',
    },
    velocity: kind === 'VELOCITY' ? withoutTypename(draft.velocity) : null,
    spike: kind === 'SPIKE' ? withoutTypename(draft.spike) : null,
    crashFree: kind === 'CRASH_FREE' ? withoutTypename(draft.crashFree) : null,
    silence: kind === 'SILENCE' ? withoutTypename(draft.silence) : null,
    channelIds: draft.channelIds,
    cooldownMinutes: draft.cooldownMinutes,
    escalateAfterMinutes,
    escalateTo: escalateAfterMinutes === null ? [] : draft.escalateTo,
  }
}

/** Removes the field that the GraphQL cache adds. */
function withoutTypename<T extends object>(value: T): T {
  const fields = Object.entries(value).filter(([name]) => name !== '__typename')
  return Object.fromEntries(fields) as T
}

/** Returns why the draft cannot be saved; null when it can. */
export function validateRuleDraft(draft: RuleDraft): string | null {
  if (draft.name.trim() === '') return 'Enter a name.'
  const { devices, sessionPercent } = draft.velocity
  if (draft.kind === 'VELOCITY' && devices === null && sessionPercent === null) {
    return 'Set a threshold: devices, or % of sessions.'
  }
  if (draft.escalateAfterMinutes !== null && draft.escalateTo.length === 0) {
    return 'Select the channels to escalate to.'
  }
  return null
}
