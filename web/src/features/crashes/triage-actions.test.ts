import { describe, expect, it } from 'vitest'
import {
  splitIntoChunks,
  applyAction,
  describeAction,
  planUndo,
  type TriageAction,
  type TriageGroup,
} from '@/features/crashes/triage-actions'

const NOW = Date.parse('2026-11-24T00:00:00Z')
const createGroup = (change: Partial<TriageGroup> = {}): TriageGroup => ({
  id: '1',
  fingerprint: '0123456789abcdef',
  status: 'OPEN',
  occurrenceCount: 10,
  deviceCount: 4,
  triage: { assignee: null },
  ...change,
})

it('applies an action', () => {
  expect(applyAction(createGroup(), { kind: 'ignore' }).status).toBe('IGNORED')
  const assigned = applyAction(createGroup(), { kind: 'assign', assignee: 'a@example.com' })
  expect(assigned).toMatchObject({ status: 'OPEN', triage: { assignee: 'a@example.com' } })
})

describe('undoing an action', () => {
  const resolve: TriageAction = { kind: 'resolve', fix: 'NOW' }

  it.each<[Partial<TriageGroup>, TriageAction]>([
    [{}, { kind: 'reopen' }],
    [{ status: 'RESOLVED', triage: { fix: 'NOW', fixedInVersion: '1.2' } }, resolve],
    [
      { status: 'RESOLVED', triage: { fix: 'IN_VERSION', fixedInVersion: '1.3' } },
      { kind: 'resolve', fix: 'IN_VERSION', fixedInVersion: '1.3' },
    ],
    [
      { status: 'RESOLVED', triage: { fix: 'IN_NEXT_VERSION', fixedInVersion: '1.2' } },
      { kind: 'resolve', fix: 'IN_NEXT_VERSION' },
    ],
    [{ status: 'IGNORED', triage: {} }, { kind: 'ignore' }],
    [
      { status: 'IGNORED', triage: { ignoredUntil: '2026-11-25T00:00:00Z' } },
      { kind: 'ignore', until: '2026-11-25T00:00:00Z' },
    ],
    [{ status: 'IGNORED', triage: { ignoredUntil: '2026-11-23T00:00:00Z' } }, { kind: 'ignore' }],
    [
      { status: 'IGNORED', triage: { ignoredUntilOccurrences: 15 } },
      { kind: 'ignore', moreOccurrences: 5 },
    ],
    [
      { status: 'IGNORED', triage: { ignoredUntilDevices: 4 } },
      { kind: 'ignore', moreDevices: 1 },
    ],
  ])('restores %o with %o', (before, undo) => {
    expect(planUndo([createGroup(before)], resolve, NOW)[0]?.action).toEqual(undo)
  })

  it('is one step for all groups with the same state', () => {
    const groups = [
      createGroup(),
      createGroup({ id: '2' }),
      createGroup({ id: '3', status: 'IGNORED' }),
    ]
    const steps = planUndo(groups, resolve, NOW)
    expect(steps.map((step) => step.groups.length)).toEqual([2, 1])
  })

  it('restores the previous assignees', () => {
    const groups = [
      createGroup({ triage: { assignee: 'a@example.com' } }),
      createGroup({ id: '2' }),
    ]
    const steps = planUndo(groups, { kind: 'assign', assignee: null }, NOW)
    expect(steps.map(({ action }) => action)).toEqual([
      { kind: 'assign', assignee: 'a@example.com' },
      { kind: 'assign', assignee: null },
    ])
  })
})

it.each<[TriageAction, number, string]>([
  [{ kind: 'resolve', fix: 'NOW' }, 1, '1 crash resolved'],
  [{ kind: 'resolve', fix: 'IN_VERSION', fixedInVersion: '1.3' }, 2, '2 crashes resolved in 1.3'],
  [{ kind: 'ignore', moreOccurrences: 100 }, 1, '1 crash ignored until 100 more crashes'],
  [{ kind: 'assign', assignee: null }, 3, '3 crashes unassigned'],
])('describes %o of %d groups as "%s"', (action, groups, text) => {
  expect(describeAction(action, groups)).toBe(text)
})

it('splits groups into chunks of the size that the API allows', () => {
  expect(splitIntoChunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
})
