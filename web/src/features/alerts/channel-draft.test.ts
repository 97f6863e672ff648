import { expect, it } from 'vitest'
import {
  toChannelDraft,
  toChannelInput,
  validateChannelDraft,
  describeQuietSettings,
} from '@/features/alerts/channel-draft'

const quiet = {
  hourlyCap: 20,
  digestMinutes: 0,
  quietFrom: '22:00',
  quietUntil: '07:00',
  timeZone: 'Europe/Berlin',
  fatalSpikesBreakQuiet: true,
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

it('keeps address and signing key when nobody typed another', () => {
  expect(toChannelInput(toChannelDraft(channel))).toEqual({
    name: '#crashes',
    address: null,
    secret: null,
    isEnabled: true,
    quiet,
  })
})

it('has no quiet hours unless they are asked for', () => {
  const input = toChannelInput({ ...toChannelDraft(null), name: 'Me', address: ' a@example.com ' })
  expect(input.address).toBe('a@example.com')
  expect(input.quiet).toMatchObject({ quietFrom: null, quietUntil: null })
})

it.each([
  [{ name: '' }, true, /name/],
  [{ name: 'x', kind: 'EMAIL' }, true, /address/],
  [{ name: 'x', kind: 'SLACK' }, true, /webhook/],
  [{ name: 'x' }, false, null],
] as const)('%o, new %s: %s', (change, isNew, problem) => {
  const found = validateChannelDraft({ ...toChannelDraft(null), ...change }, isNew)
  if (problem === null) expect(found).toBeNull()
  else expect(found).toMatch(problem)
})

it('says how much a channel wants to hear', () => {
  expect(describeQuietSettings(channel)).toBe(
    'Quiet from 22:00 to 07:00 (Europe/Berlin), at most 20 an hour.',
  )
  expect(describeQuietSettings({ quiet: { ...quiet, quietFrom: null, digestMinutes: 15 } })).toBe(
    'One message every 15 minutes, at most 20 an hour.',
  )
})
