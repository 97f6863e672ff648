import { expect, it } from 'vitest'
import { selectBadge, formatTopFrame } from '@/features/crashes/badges'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const group = {
  status: 'OPEN',
  firstSeen: '2026-11-20T12:00:00Z',
  triage: { regressionCount: 0 },
} as const

it.each([
  [{}, null],
  [{ firstSeen: '2026-11-24T01:00:00Z' }, 'new'],
  [{ firstSeen: '2026-11-24T01:00:00Z', triage: { regressionCount: 1 } }, 'regressed'],
  [{ status: 'RESOLVED', triage: { regressionCount: 1 } }, 'resolved'],
  [{ status: 'IGNORED' }, 'ignored'],
] as const)('%o has the badge %s', (change, badge) => {
  expect(selectBadge({ ...group, ...change }, NOW)).toBe(badge)
})

it('formats the innermost frame of the app', () => {
  const library = { function: 'encode', file: 'json.lua', origin: 'LIBRARY' } as const
  const app = { function: 'save', file: 'editor.lua', origin: 'APP' } as const
  expect(formatTopFrame([library, app])).toBe('save in editor.lua')
  expect(formatTopFrame([library])).toBe('encode in json.lua')
  expect(formatTopFrame([{ ...app, file: '' }])).toBe('save')
  expect(formatTopFrame([])).toBeNull()
})
