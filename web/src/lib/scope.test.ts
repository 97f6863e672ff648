import { expect, it } from 'vitest'
import { toScopeSearch, parseScope, withComparison, withVersion } from '@/lib/scope'

const now = Date.parse('2026-11-23T23:30:00Z')
const params = (text: string) => new URLSearchParams(text)

it('defaults to the last 30 days of all versions, with comparison', () => {
  expect(parseScope(params(''), now)).toMatchObject({
    range: { start: '2026-10-25', end: '2026-11-23' },
    previousRange: { start: '2026-09-25', end: '2026-10-24' },
    version: null,
    isCompared: true,
  })
})

it('distinguishes all versions from devices that send no version', () => {
  const withoutVersion = withVersion(params(''), '')
  expect(parseScope(withoutVersion, now).version).toBe('')
  expect(parseScope(withVersion(withoutVersion, null), now).version).toBeNull()
})

it('is passed to other pages without the filters of this page', () => {
  const current = withComparison(params('days=7&version=1.0&status=ALL&q=x'), false)
  expect(toScopeSearch(current)).toBe('?days=7&version=1.0&compare=off')
  expect(toScopeSearch(params('status=ALL'))).toBe('')
})
