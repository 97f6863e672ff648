import { expect, it } from 'vitest'
import { formatVersions } from '@/features/crashes/versions'

it.each([
  [[], 'No version'],
  [['1.2.0'], '1.2.0'],
  [['1.10.0', '1.9.0'], '1.9.0, 1.10.0'],
  [['1.2.0', '1.10.0', '1.1.0'], '1.1.0 – 1.10.0 (3 versions)'],
])('formats %o as %s', (versions, text) => {
  expect(formatVersions(versions)).toBe(text)
})
