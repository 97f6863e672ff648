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
  const triage = useTriage()
  const group = triage.withPendingAction(makeGroup())
  return (
    <>
      <output>{group.status}</output>
      <RowActions group={group} triage={triage} />
    </>
  )
}

const resolveButton = () => screen.getByRole('button', { name: /^Resolve/ })
const status = () => screen.getByRole('status').textContent

beforeEach(() => {
  toasts.set([])
})

it('displays the new status before the server responds', async () => {
  const respond = vi.fn<Respond>(() => new Promise(() => undefined))
  renderInApp(<Row />, { respond })
  await userEvent.click(resolveButton())
  expect(status()).toBe('RESOLVED')
  expect(respond.mock.calls[0]?.[0].variables).toEqual({
    input: { appId: 'com.example.demo', fingerprints: ['0123456789abcdef'], fix: 'NOW' },
  })
})

it('offers to undo a saved action', async () => {
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

it('restores the status and displays the error when saving fails', async () => {
  const error = new CombinedError({ networkError: new Error('gone') })
  renderInApp(<Row />, { respond: () => Promise.resolve({ error }) })
  await userEvent.click(resolveButton())
  await waitFor(() => {
    expect(toasts.get()[0]?.text).toContain('The server does not respond')
  })
  expect(status()).toBe('OPEN')
})

it('is disabled for a viewer and says why', async () => {
  const respond = vi.fn<Respond>()
  renderInApp(<Row />, { app: { cannotTriageReason: 'You are a viewer.' }, respond })
  expect(resolveButton().getAttribute('aria-disabled')).toBe('true')
  await userEvent.click(resolveButton())
  expect(respond).not.toHaveBeenCalled()
  expect(await screen.findByText('You are a viewer.')).toBeDefined()
})
