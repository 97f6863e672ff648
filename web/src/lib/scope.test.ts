import { expect, it } from 'vitest'
import { toScopeSearch, parseScope, withComparison, withVersion } from '@/lib/scope'

const now = Date.parse('2026-11-23T23:30:00Z')
const params = (text: string) => new URLSearchParams(text)

it('is the last 30 days of all versions, compared, unless the address says otherwise', () => {
  expect(parseScope(params(''), now)).toMatchObject({
    range: { start: '2026-10-25', end: '2026-11-23' },
    before: { start: '2026-09-25', end: '2026-10-24' },
    version: null,
    isCompared: true,
  })
})

it('tells all versions from devices that sent none', () => {
  const unsent = withVersion(params(''), '')
  expect(parseScope(unsent, now).version).toBe('')
  expect(parseScope(withVersion(unsent, null), now).version).toBeNull()
})

it('goes along to the next page, and leaves that page its own filters', () => {
  const here = withComparison(params('days=7&version=1.0&status=ALL&q=x'), false)
  expect(toScopeSearch(here)).toBe('?days=7&version=1.0&compare=off')
  expect(toScopeSearch(params('status=ALL'))).toBe('')
})
