import { expect, it } from 'vitest'
import { assessLastEvent, assessHealth } from '@/features/overview/data-health'

type HealthData = Parameters<typeof assessHealth>[0]

const HEALTHY: HealthData = {
  id: 'a',
  liveNow: { countedAt: '2026-11-23T10:00:00Z', devices: 3, sessions: 4 },
  ingestion: { sampling: [], rateLimits: { eventsPerKey: 1000, usage: [] } },
  alertDeliveries: { edges: [] },
}
const assessLine = (name: string, change: Partial<HealthData>) =>
  assessHealth({ ...HEALTHY, ...change }).find((each) => each.name === name)

it('is good when devices send and nothing is sampled', () => {
  expect(assessHealth(HEALTHY).map(({ state }) => state)).toEqual(['good', 'good', 'good', 'good'])
})

it('warns when nothing arrives', () => {
  const liveNow = { ...HEALTHY.liveNow, devices: 0, sessions: 0 }
  expect(assessLine('Events', { liveNow })).toMatchObject({ state: 'warn' })
})

it('warns before a key reaches its limit', () => {
  const rateLimits = { eventsPerKey: 1000, usage: [{ id: 'k', name: 'k', events: 800 }] }
  const near = assessLine('Rate limit', { ingestion: { sampling: [], rateLimits } })
  expect(near).toMatchObject({ state: 'warn', link: 'settings/ingestion' })
})

it('lists the sampled event types', () => {
  const sampling = [{ eventType: 'screen_view', rate: 0.25 }]
  const ingestion = { ...HEALTHY.ingestion, sampling }
  expect(assessLine('Sampling', { ingestion })?.text).toBe('screen_view 25.0%')
})

it('counts failing alerts', () => {
  const edges = [
    { node: { id: '1', state: 'DEAD' as const } },
    { node: { id: '2', state: 'DELIVERED' as const } },
  ]
  expect(assessLine('Alerts', { alertDeliveries: { edges } })).toMatchObject({
    state: 'warn',
    text: '1 of the last 2 failing',
  })
})

it.each([
  [null, { text: 'None yet', state: 'neutral' }],
  ['2026-11-23T09:59:48Z', { text: '12 sec. ago', state: 'good' }],
  ['2026-11-23T09:54:00Z', { text: '6 min. ago', state: 'warn' }],
])('assesses a last event at %s', (lastEventAt, line) => {
  expect(assessLastEvent(lastEventAt, Date.parse('2026-11-23T10:00:00Z'))).toEqual(line)
})
