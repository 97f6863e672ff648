import type { CrashGroupingRulesInput, CrashGroupingRuleAction } from '@/gql/graphql'

/** A rule in the form; missing patterns are empty. */
export interface GroupingRuleDraft {
  fingerprint: string
  action: CrashGroupingRuleAction
  type: string
  message: string
  frame: string
  path: string
}

export interface GroupingDraft {
  rules: GroupingRuleDraft[]
  /** One pattern per line. */
  inApp: string
  library: string
}

interface SavedGrouping {
  rules: readonly {
    fingerprint: string
    action: CrashGroupingRuleAction
    type: string | null
    message: string | null
    frame: string | null
    path: string | null
  }[]
  inApp: readonly string[]
  library: readonly string[]
}

export const RULE_PATTERNS = ['type', 'message', 'frame', 'path'] as const

export const createEmptyRule = (): GroupingRuleDraft => ({
  fingerprint: '',
  action: 'SET',
  type: '',
  message: '',
  frame: '',
  path: '',
})

export const toGroupingDraft = ({ rules, inApp, library }: SavedGrouping): GroupingDraft => ({
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

export const toGroupingInput = ({
  rules,
  inApp,
  library,
}: GroupingDraft): CrashGroupingRulesInput => ({
  rules: rules.map(({ fingerprint, action, ...patterns }) => ({
    fingerprint: fingerprint.trim(),
    action,
    type: toNullable(patterns.type),
    message: toNullable(patterns.message),
    frame: toNullable(patterns.frame),
    path: toNullable(patterns.path),
  })),
  inApp: splitLines(inApp),
  library: splitLines(library),
})

const toNullable = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const splitLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
