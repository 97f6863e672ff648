import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CombinedError } from 'urql'
import { beforeEach, expect, it, vi } from 'vitest'
import { RowActions } from '@/features/crashes/RowActions'
import { makeGroup } from '@/features/crashes/testing'
import { useTriage } from '@/features/crashes/use-triage'
import { toasts } from '@/lib/toasts'
import { renderInApp, type Respond } from '@/testing/render'

function Row() {
  const decisions = useTriage()
  const shown = decisions.withPendingAction(makeGroup())
  return (
    <>
      <output>{shown.status}</output>
      <RowActions group={shown} decisions={decisions} />
    </>
  )
}

const resolveButton = () => screen.getByRole('button', { name: /^Resolve/ })
const status = () => screen.getByRole('status').textContent

beforeEach(() => {
  toasts.set([])
})

it('shows the new status before the server has answered', async () => {
  const respond = vi.fn<Respond>(() => new Promise(() => undefined))
  renderInApp(<Row />, { respond })
  await userEvent.click(resolveButton())
  expect(status()).toBe('RESOLVED')
  expect(respond.mock.calls[0]?.[0].variables).toEqual({
    input: { appId: 'com.example.demo', fingerprints: ['0123456789abcdef'], fix: 'NOW' },
  })
})

it('offers to undo what was saved', async () => {
  const respond = vi.fn<Respond>(() => Promise.resolve({ data: {} }))
  renderInApp(<Row />, { respond })
  await userEvent.click(resolveButton())
  await waitFor(() => {
    expect(toasts.get()[0]?.text).toBe('1 crash resolved')
  })
  toasts.get()[0]?.action?.run()
  await waitFor(() => {
    expect(status()).toBe('OPEN')
  })
  expect(JSON.stringify(respond.mock.calls[1]?.[0].query)).toContain('reopenCrashGroups')
})

it('takes it back and says why when it could not be saved', async () => {
  const error = new CombinedError({ networkError: new Error('gone') })
  renderInApp(<Row />, { respond: () => Promise.resolve({ error }) })
  await userEvent.click(resolveButton())
  await waitFor(() => {
    expect(toasts.get()[0]?.text).toContain('The server does not answer')
  })
  expect(status()).toBe('OPEN')
})

it('refuses a viewer with the reason', async () => {
  const respond = vi.fn<Respond>()
  renderInApp(<Row />, { app: { cannotTriageReason: 'You are a viewer.' }, respond })
  expect(resolveButton().getAttribute('aria-disabled')).toBe('true')
  await userEvent.click(resolveButton())
  expect(respond).not.toHaveBeenCalled()
  expect(await screen.findByText('You are a viewer.')).toBeDefined()
})
