import { expect, it } from 'vitest'
import { selectLatestTypes } from '@/features/analytics/event-types'

it('selects the latest version of each type', () => {
  const type = (name: string, version: number) => ({ name, version })
  expect(selectLatestTypes([type('b', 1), type('a', 2), type('a', 1), type('b', 2)])).toEqual([
    type('a', 2),
    type('b', 2),
  ])
})
