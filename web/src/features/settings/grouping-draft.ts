import type { CrashGroupingRulesInput, CrashRuleAction } from '@/gql/graphql'

/** A rule as the form holds it: empty text for a pattern that is not there. */
export interface RuleDraft {
  fingerprint: string
  action: CrashRuleAction
  type: string
  message: string
  frame: string
  path: string
}

export interface Draft {
  rules: RuleDraft[]
  /** One pattern a line. */
  inApp: string
  library: string
}

interface Saved {
  rules: readonly {
    fingerprint: string
    action: CrashRuleAction
    type: string | null
    message: string | null
    frame: string | null
    path: string | null
  }[]
  inApp: readonly string[]
  library: readonly string[]
}

export const PATTERNS = ['type', 'message', 'frame', 'path'] as const

export const newRule = (): RuleDraft => ({
  fingerprint: '',
  action: 'SET',
  type: '',
  message: '',
  frame: '',
  path: '',
})

export const draftOf = ({ rules, inApp, library }: Saved): Draft => ({
  rules: rules.map(({ fingerprint, action, type, message, frame, path }) => ({
    fingerprint,
    action,
    type: type ?? '',
    message: message ?? '',
    frame: frame ?? '',
    path: path ?? '',
  })),
  inApp: inApp.join('\n'),
  library: library.join('\n'),
})

export const inputOf = ({ rules, inApp, library }: Draft): CrashGroupingRulesInput => ({
  rules: rules.map(({ fingerprint, action, ...patterns }) => ({
    fingerprint: fingerprint.trim(),
    action,
    type: orNull(patterns.type),
    message: orNull(patterns.message),
    frame: orNull(patterns.frame),
    path: orNull(patterns.path),
  })),
  inApp: lines(inApp),
  library: lines(library),
})

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
