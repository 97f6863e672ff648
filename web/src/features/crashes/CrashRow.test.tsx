import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CombinedError } from 'urql'
import { expect, it, vi } from 'vitest'
import { CrashRow, type CrashRowFragment } from '@/features/crashes/CrashRow'
import { makeFragmentData } from '@/gql'
import type { CrashRow_GroupFragment } from '@/gql/graphql'
import { renderInApp, type Answer } from '@/testing/render'

const group: CrashRow_GroupFragment = {
  id: '1',
  fingerprint: '0123456789abcdef',
  type: 'lua_error',
  message: "attempt to index nil value 'user'",
  status: 'OPEN',
  occurrenceCount: 156,
  affectedVersions: ['1.1.0', '1.2.0'],
  firstSeen: '2026-01-10T10:00:00Z',
  lastSeen: '2026-01-15T10:00:00Z',
}

const row = (change: Partial<CrashRow_GroupFragment> = {}) => (
  <CrashRow
    group={makeFragmentData({ ...group, ...change }, {} as typeof CrashRowFragment)}
    to="."
    listed="OPEN"
    hasActions
  />
)

const resolveButton = () => screen.getByRole('button', { name: /^Resolve/ })

it('says what, how often and where', () => {
  renderInApp(row())
  expect(screen.getByRole('link').getAttribute('href')).toBe('/0123456789abcdef')
  expect(screen.getByText('156')).toBeDefined()
  expect(screen.getByText('1.1.0, 1.2.0')).toBeDefined()
})

it('shows markup in a message as text', () => {
  const { container } = renderInApp(row({ message: '<img src=x onerror=alert(1)>' }))
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeDefined()
  expect(container.querySelector('img')).toBeNull()
})

it('cuts a message of a megabyte', () => {
  renderInApp(row({ message: 'x'.repeat(1_000_000) }))
  expect(screen.getByRole('link').textContent.length).toBeLessThan(1000)
})

it('shows the new status before the server has answered, and keeps it', async () => {
  let respond: (data: { data: unknown }) => void = () => undefined
  const answer = vi.fn<Answer>(
    () =>
      new Promise((resolve) => {
        respond = resolve
      }),
  )
  renderInApp(row(), { answer })
  await userEvent.click(resolveButton())
  expect(screen.getByText('resolved')).toBeDefined()
  expect(answer.mock.calls[0]?.[0].variables).toEqual({
    input: { appId: 'com.example.demo', fingerprint: group.fingerprint, status: 'RESOLVED' },
  })
  respond({ data: { updateCrashGroup: { crashGroup: { id: '1', status: 'RESOLVED' } } } })
  await waitFor(() => {
    expect(screen.getByRole('button', { name: /^Reopen/ })).toBeDefined()
  })
  expect(screen.getByText('resolved')).toBeDefined()
})

it('takes it back and says why when it could not be saved', async () => {
  const error = new CombinedError({ networkError: new Error('gone') })
  renderInApp(row(), { answer: () => Promise.resolve({ error }) })
  await userEvent.click(resolveButton())
  expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer')
  expect(resolveButton()).toBeDefined()
  expect(screen.queryByText('resolved')).toBeNull()
})

it('refuses a viewer with the reason', async () => {
  const answer = vi.fn<Answer>()
  renderInApp(row(), { app: { triageRefusal: 'You are a viewer.' }, answer })
  expect(resolveButton().getAttribute('aria-disabled')).toBe('true')
  await userEvent.click(resolveButton())
  expect(answer).not.toHaveBeenCalled()
  expect(await screen.findByText('You are a viewer.')).toBeDefined()
})
