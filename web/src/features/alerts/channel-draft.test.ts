import { expect, it } from 'vitest'
import {
  toChannelDraft,
  toChannelSettings,
  validateChannelDraft,
  describeQuietSettings,
} from '@/features/alerts/channel-draft'

const quiet = {
  hourlyCap: 20,
  digestMinutes: 0,
  quietFrom: '22:00',
  quietUntil: '07:00',
  timeZone: 'Europe/Berlin',
  canUrgentBreakQuietHours: true,
}
const channel = {
  id: '1',
  kind: 'SLACK',
  name: '#crashes',
  target: 'hooks.slack.com/…',
  hasSecret: false,
  isEnabled: true,
  verifiedAt: null,
  quiet,
  updatedAt: '2026-11-24T00:00:00Z',
  updatedBy: 'a@example.com',
} as const

it('keeps the address and the signing key when the fields are empty', () => {
  expect(toChannelSettings(toChannelDraft(channel, 'EMAIL'))).toEqual({
    name: '#crashes',
    address: null,
    secret: null,
    isEnabled: true,
    quiet,
  })
})

it('has no quiet hours unless they are enabled', () => {
  const input = toChannelSettings({
    ...toChannelDraft(null, 'EMAIL'),
    name: 'Me',
    address: ' a@example.com ',
  })
  expect(input.address).toBe('a@example.com')
  expect(input.quiet).toMatchObject({ quietFrom: null, quietUntil: null })
})

it.each([
  [{ name: '' }, true, /name/],
  [{ name: 'x' }, true, /address/],
  [{ name: 'x' }, false, null],
] as const)('%o, new %s: %s', (change, isNew, problem) => {
  const actual = validateChannelDraft({ ...toChannelDraft(null, 'EMAIL'), ...change }, isNew)
  if (problem === null) expect(actual).toBeNull()
  else expect(actual).toMatch(problem)
})

it('describes quiet hours, digest and hourly limit', () => {
  expect(describeQuietSettings(channel)).toBe(
    'Quiet hours from 22:00 to 07:00 (Europe/Berlin), at most 20 alerts per hour.',
  )
  expect(describeQuietSettings({ quiet: { ...quiet, quietFrom: null, digestMinutes: 15 } })).toBe(
    'Digest every 15 minutes, at most 20 alerts per hour.',
  )
})
