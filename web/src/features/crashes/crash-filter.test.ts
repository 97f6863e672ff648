import { describe, expect, it } from 'vitest'
import {
  toFilterInput,
  parseFilter,
  matchesFilter,
  isFiltered,
  DEFAULT_FILTER,
  withFilter,
  type CrashFilter,
} from '@/features/crashes/crash-filter'

describe('the filter in the address', () => {
  it.each<[string, Partial<CrashFilter>]>([
    ['', {}],
    ['status=NONSENSE&sort=NONSENSE', {}],
    ['status=ALL', { status: null }],
    ['status=RESOLVED&version=1.2.0', { status: 'RESOLVED', version: '1.2.0' }],
    ['type=lua_error&assignee=', { type: 'lua_error', assignee: '' }],
    ['q=nil+user&sort=DEVICES', { search: 'nil user', sort: 'DEVICES' }],
    ['first-from=2026-11-20', { firstSeen: { from: '2026-11-20', to: null } }],
    ['last-from=2026-11-01&last-to=soon', { lastSeen: { from: '2026-11-01', to: null } }],
  ])('reads "%s"', (text, part) => {
    expect(parseFilter(new URLSearchParams(text))).toEqual({ ...DEFAULT_FILTER, ...part })
  })

  it('is restored from the address, which omits defaults', () => {
    const filter: CrashFilter = {
      status: null,
      version: '1.0 & 2',
      type: 'a/b',
      assignee: '',
      search: 'a=b?',
      firstSeen: { from: '2026-11-01', to: null },
      lastSeen: { from: '2026-11-20', to: '2026-11-21' },
      sort: 'TREND',
    }
    expect(parseFilter(withFilter(new URLSearchParams(), filter))).toEqual(filter)
    expect(withFilter(new URLSearchParams('status=ALL&q=x'), DEFAULT_FILTER).toString()).toBe('')
  })

  it('has no search text when there are only spaces', () => {
    expect(toFilterInput({ ...DEFAULT_FILTER, search: '  ' }).search).toBeNull()
  })

  it('covers whole UTC days, including the last', () => {
    const firstSeen = { from: '2026-10-31', to: '2026-10-31' }
    expect(
      toFilterInput({ ...DEFAULT_FILTER, firstSeen, lastSeen: { from: null, to: '2026-12-31' } }),
    ).toEqual({
      ...toFilterInput(DEFAULT_FILTER),
      firstSeenSince: '2026-10-31T00:00:00Z',
      firstSeenBefore: '2026-11-01T00:00:00Z',
      lastSeenSince: null,
      lastSeenBefore: '2027-01-01T00:00:00Z',
    })
    expect(isFiltered({ ...DEFAULT_FILTER, firstSeen })).toBe(true)
    expect(isFiltered(DEFAULT_FILTER)).toBe(false)
  })
})

describe('a new group', () => {
  const group = {
    status: 'OPEN',
    type: 'lua_error',
    message: "attempt to index nil value 'user'",
    affectedVersions: ['1.2.0'],
    firstSeen: '2026-11-22T23:59:59Z',
    lastSeen: '2026-11-23T00:00:00Z',
  } as const

  it.each<[Partial<CrashFilter>, boolean]>([
    [{}, true],
    [{ status: null }, true],
    [{ status: 'IGNORED' }, false],
    [{ version: '1.2.0' }, true],
    [{ version: '1.1.0' }, false],
    [{ type: 'sandbox_error' }, false],
    [{ assignee: '' }, true],
    [{ assignee: 'a@example.com' }, false],
    [{ search: 'NIL lua' }, true],
    [{ search: 'nil memory' }, false],
    [{ firstSeen: { from: '2026-11-22', to: '2026-11-22' } }, true],
    [{ firstSeen: { from: '2026-11-23', to: null } }, false],
    [{ lastSeen: { from: null, to: '2026-11-22' } }, false],
  ])('%o: %s', (part, matches) => {
    expect(matchesFilter(group, { ...DEFAULT_FILTER, ...part })).toBe(matches)
  })
})
