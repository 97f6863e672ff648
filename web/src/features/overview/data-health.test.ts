import { expect, it } from 'vitest'
import { assessLastEvent, assessHealth } from '@/features/overview/data-health'

type Told = Parameters<typeof assessHealth>[0]

const well: Told = {
  id: 'a',
  liveNow: { countedAt: '2026-11-23T10:00:00Z', devices: 3, sessions: 4 },
  ingestion: { sampling: [], rateLimits: { eventsPerKey: 1000, usage: [] } },
  alertDeliveries: { edges: [] },
}
const line = (name: string, told: Partial<Told>) =>
  assessHealth({ ...well, ...told }).find((each) => each.name === name)

it('is well when devices send and nothing is left out', () => {
  expect(assessHealth(well).map(({ state }) => state)).toEqual(['good', 'good', 'good', 'good'])
})

it('warns when nothing arrives', () => {
  const liveNow = { ...well.liveNow, devices: 0, sessions: 0 }
  expect(line('Events', { liveNow })).toMatchObject({ state: 'warn' })
})

it('warns before a key reaches its limit', () => {
  const rateLimits = { eventsPerKey: 1000, usage: [{ id: 'k', name: 'k', events: 800 }] }
  const near = line('Rate limit', { ingestion: { sampling: [], rateLimits } })
  expect(near).toMatchObject({ state: 'warn', link: 'settings/ingestion' })
})

it('names what is sampled', () => {
  const sampling = [{ eventType: 'screen_view', rate: 0.25 }]
  const ingestion = { ...well.ingestion, sampling }
  expect(line('Sampling', { ingestion })?.text).toBe('screen_view 25.0%')
})

it('counts the alerts that fail', () => {
  const edges = [
    { node: { id: '1', state: 'DEAD' as const } },
    { node: { id: '2', state: 'DELIVERED' as const } },
  ]
  expect(line('Alerts', { alertDeliveries: { edges } })).toMatchObject({
    state: 'warn',
    text: '1 of the last 2 fail',
  })
})

it.each([
  [null, { text: 'none yet', state: 'neutral' }],
  ['2026-11-23T09:59:48Z', { text: '12 sec. ago', state: 'good' }],
  ['2026-11-23T09:54:00Z', { text: '6 min. ago', state: 'warn' }],
])('says of a last event at %s how fresh the figures are', (lastEventAt, said) => {
  expect(assessLastEvent(lastEventAt, Date.parse('2026-11-23T10:00:00Z'))).toEqual(said)
})
