import { expect, it } from 'vitest'
import { counters } from '@/features/live/counters'

it('counts what came within the last minute and hour', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  const crash = (time: string, device: string, fingerprint: string) => ({
    receivedAt: `2026-11-23T${time}Z`,
    device,
    fingerprint,
  })
  const found = counters(
    [
      crash('11:59:30', 'a', '1'),
      crash('11:20:00', 'a', '2'),
      crash('11:10:00', 'b', '2'),
      crash('10:59:00', 'c', '3'),
    ],
    now,
  )
  expect(found.map(({ value }) => value)).toEqual([1, 3, 2, 2])
})
