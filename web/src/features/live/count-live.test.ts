import { expect, it } from 'vitest'
import { countLive, FEED_CAPACITY } from '@/features/live/count-live'

const NOW = Date.parse('2026-11-23T12:00:00Z')
const crash = (time: string, fingerprint: string) => ({
  receivedAt: `2026-11-23T${time}Z`,
  fingerprint,
})

it('counts active devices and sessions, and crashes of the last minute and hour', () => {
  const crashes = [
    crash('11:59:30', '1'),
    crash('11:20:00', '2'),
    crash('11:10:00', '2'),
    crash('10:59:00', '3'),
  ]
  const counters = countLive({ devices: 12, sessions: 9 }, crashes, NOW)
  expect(counters.map(({ value }) => value)).toEqual([12, 9, 1, 3, 2])
})

it('has no counts that the server has not reported', () => {
  expect(countLive(null, [], NOW).map(({ value }) => value)).toEqual([null, null, 0, 0, 0])
})

it('marks counts as minimums when the feed is full', () => {
  const crashes = Array.from({ length: FEED_CAPACITY }, () => crash('11:59:30', '1'))
  const minimums = countLive(null, crashes, NOW).filter(({ isMinimum }) => isMinimum)
  expect(minimums.map(({ name }) => name)).toEqual(['Crashes, last hour', 'Groups, last hour'])
})
