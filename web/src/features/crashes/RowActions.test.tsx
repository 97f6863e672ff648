import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CombinedError } from 'urql'
import { beforeEach, expect, it, vi } from 'vitest'
import { RowActions } from '@/features/crashes/RowActions'
import { group } from '@/features/crashes/testing'
import { useDecisions } from '@/features/crashes/use-triage'
import { toasts } from '@/lib/toasts'
import { renderInApp, type Answer } from '@/testing/render'

function Row() {
  const decisions = useDecisions()
  const shown = decisions.shown(group())
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
  const answer = vi.fn<Answer>(() => new Promise(() => undefined))
  renderInApp(<Row />, { answer })
  await userEvent.click(resolveButton())
  expect(status()).toBe('RESOLVED')
  expect(answer.mock.calls[0]?.[0].variables).toEqual({
    input: { appId: 'com.example.demo', fingerprints: ['0123456789abcdef'], fix: 'NOW' },
  })
})

it('offers to undo what was saved', async () => {
  const answer = vi.fn<Answer>(() => Promise.resolve({ data: {} }))
  renderInApp(<Row />, { answer })
  await userEvent.click(resolveButton())
  await waitFor(() => {
    expect(toasts.get()[0]?.text).toBe('1 crash resolved')
  })
  toasts.get()[0]?.action?.run()
  await waitFor(() => {
    expect(status()).toBe('OPEN')
  })
  expect(JSON.stringify(answer.mock.calls[1]?.[0].query)).toContain('reopenCrashGroups')
})

it('takes it back and says why when it could not be saved', async () => {
  const error = new CombinedError({ networkError: new Error('gone') })
  renderInApp(<Row />, { answer: () => Promise.resolve({ error }) })
  await userEvent.click(resolveButton())
  await waitFor(() => {
    expect(toasts.get()[0]?.text).toContain('The server does not answer')
  })
  expect(status()).toBe('OPEN')
})

it('refuses a viewer with the reason', async () => {
  const answer = vi.fn<Answer>()
  renderInApp(<Row />, { app: { triageRefusal: 'You are a viewer.' }, answer })
  expect(resolveButton().getAttribute('aria-disabled')).toBe('true')
  await userEvent.click(resolveButton())
  expect(answer).not.toHaveBeenCalled()
  expect(await screen.findByText('You are a viewer.')).toBeDefined()
})
