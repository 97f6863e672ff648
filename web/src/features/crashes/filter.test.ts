import { describe, expect, it } from 'vitest'
import { filterOf, fits, withFilter, type Filter } from '@/features/crashes/filter'

const OPEN: Filter = { status: 'OPEN', version: null, type: null }

describe('the filter in the address', () => {
  it.each<[string, Filter]>([
    ['', OPEN],
    ['status=NONSENSE', OPEN],
    ['status=ALL', { ...OPEN, status: null }],
    ['status=RESOLVED&version=1.2.0', { ...OPEN, status: 'RESOLVED', version: '1.2.0' }],
    ['type=lua_error', { ...OPEN, type: 'lua_error' }],
  ])('reads "%s"', (text, filter) => {
    expect(filterOf(new URLSearchParams(text))).toEqual(filter)
  })

  it('comes back from what it wrote, and says nothing of the default', () => {
    const filter: Filter = { status: null, version: '1.0 & 2', type: 'a/b' }
    expect(filterOf(withFilter(new URLSearchParams(), filter))).toEqual(filter)
    expect(withFilter(new URLSearchParams('status=ALL'), OPEN).toString()).toBe('')
  })
})

describe('a group that just appeared', () => {
  const group = { status: 'OPEN', type: 'lua_error', affectedVersions: ['1.2.0'] } as const

  it.each<[Filter, boolean]>([
    [OPEN, true],
    [{ ...OPEN, status: null }, true],
    [{ ...OPEN, status: 'IGNORED' }, false],
    [{ ...OPEN, version: '1.2.0' }, true],
    [{ ...OPEN, version: '1.1.0' }, false],
    [{ ...OPEN, type: 'sandbox_error' }, false],
  ])('%o: %s', (filter, belongs) => {
    expect(fits(group, filter)).toBe(belongs)
  })
})
