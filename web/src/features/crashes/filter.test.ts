import { describe, expect, it } from 'vitest'
import { asInput, filterOf, fits, USUAL, withFilter, type Filter } from '@/features/crashes/filter'

describe('the filter in the address', () => {
  it.each<[string, Partial<Filter>]>([
    ['', {}],
    ['status=NONSENSE&sort=NONSENSE', {}],
    ['status=ALL', { status: null }],
    ['status=RESOLVED&version=1.2.0', { status: 'RESOLVED', version: '1.2.0' }],
    ['type=lua_error&assignee=', { type: 'lua_error', assignee: '' }],
    ['q=nil+user&sort=DEVICES', { search: 'nil user', sort: 'DEVICES' }],
  ])('reads "%s"', (text, part) => {
    expect(filterOf(new URLSearchParams(text))).toEqual({ ...USUAL, ...part })
  })

  it('comes back from what it wrote, and says nothing of the usual', () => {
    const filter: Filter = {
      status: null,
      version: '1.0 & 2',
      type: 'a/b',
      assignee: '',
      search: 'a=b?',
      sort: 'TREND',
    }
    expect(filterOf(withFilter(new URLSearchParams(), filter))).toEqual(filter)
    expect(withFilter(new URLSearchParams('status=ALL&q=x'), USUAL).toString()).toBe('')
  })

  it('asks for no words when there are only spaces', () => {
    expect(asInput({ ...USUAL, search: '  ' }).search).toBeNull()
  })
})

describe('a group that just appeared', () => {
  const group = {
    status: 'OPEN',
    type: 'lua_error',
    message: "attempt to index nil value 'user'",
    affectedVersions: ['1.2.0'],
  } as const

  it.each<[Partial<Filter>, boolean]>([
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
  ])('%o: %s', (part, belongs) => {
    expect(fits(group, { ...USUAL, ...part })).toBe(belongs)
  })
})
