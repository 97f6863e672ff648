import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { GraphQLError } from 'graphql'
import { CombinedError } from 'urql'
import { expect, it, vi } from 'vitest'
import { renderInApp } from '@/testing/render'
import { Loadable, type Loading } from '@/ui/Loadable'

const show = (result: Loading<string>, onRetry = () => undefined) =>
  renderInApp(
    <Loadable result={result} skeleton={<i>soon</i>} onRetry={onRetry}>
      {(data) => <b>{data}</b>}
    </Loadable>,
  )

const coded = (code: string) =>
  new CombinedError({ graphQLErrors: [new GraphQLError('secret', { extensions: { code } })] })

it('shows the skeleton while it loads', () => {
  show({ fetching: true })
  expect(screen.getByText('soon')).toBeDefined()
})

it('offers to try again when the server is away', async () => {
  const onRetry = vi.fn()
  show({ fetching: false, error: new CombinedError({ networkError: new Error('x') }) }, onRetry)
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(onRetry).toHaveBeenCalledOnce()
})

it('does not offer it where it would not help', () => {
  show({ fetching: false, error: coded('APP_NOT_FOUND') })
  expect(screen.getByText('No such app')).toBeDefined()
  expect(screen.queryByRole('button')).toBeNull()
})

it('keeps showing what it has, and says that it may be out of date', () => {
  show({ fetching: false, data: 'old', error: new CombinedError({ networkError: new Error('x') }) })
  expect(screen.getByText('old')).toBeDefined()
  expect(screen.getByRole('alert').textContent).toContain('out of date')
})

it('says what failed when the server answered no data at all', () => {
  const error = coded('INTERNAL')
  show({ fetching: false, data: null, error })
  expect(screen.getByRole('alert').textContent).toContain('could not answer')
})
