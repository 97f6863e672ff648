import { expect, it } from 'vitest'
import {
  toGroupingDraft,
  toGroupingInput,
  createEmptyRule,
} from '@/features/settings/grouping-draft'

const saved = {
  rules: [
    {
      fingerprint: 'network',
      action: 'SET' as const,
      type: null,
      message: '*timeout*',
      frame: null,
      path: null,
    },
  ],
  inApp: ['src/*', 'lib/own/*'],
  library: [],
}

it('restores saved rules', () => {
  expect(toGroupingInput(toGroupingDraft(saved))).toEqual(saved)
})

it('removes empty patterns and surrounding spaces', () => {
  const rule = { ...createEmptyRule(), fingerprint: ' a ', type: '  ', path: ' x ' }
  const input = toGroupingInput({ rules: [rule], inApp: '\n a \n\n', library: '' })
  expect(input.rules).toEqual([
    { fingerprint: 'a', action: 'SET', type: null, message: null, frame: null, path: 'x' },
  ])
  expect(input.inApp).toEqual(['a'])
})
