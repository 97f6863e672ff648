import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { GraphQLError } from 'graphql'
import { CombinedError } from 'urql'
import { expect, it, vi } from 'vitest'
import { renderInApp } from '@/testing/render'
import { Loadable, type Loading } from '@/ui/Loadable'

const renderLoadable = (result: Loading<string>, onRetry = () => undefined) =>
  renderInApp(
    <Loadable result={result} skeleton={<i>skeleton</i>} onRetry={onRetry}>
      {(data) => <b>{data}</b>}
    </Loadable>,
  )

const createError = (code: string) =>
  new CombinedError({ graphQLErrors: [new GraphQLError('secret', { extensions: { code } })] })

it('displays the skeleton while it loads', () => {
  renderLoadable({ fetching: true })
  expect(screen.getByText('skeleton')).toBeDefined()
})

it('offers to try again when the server is unavailable', async () => {
  const onRetry = vi.fn()
  renderLoadable(
    { fetching: false, error: new CombinedError({ networkError: new Error('x') }) },
    onRetry,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(onRetry).toHaveBeenCalledOnce()
})

it('does not offer to try again when a retry cannot help', () => {
  renderLoadable({ fetching: false, error: createError('APP_NOT_FOUND') })
  expect(screen.getByText('App not found')).toBeDefined()
  expect(screen.queryByRole('button')).toBeNull()
})

it('keeps the old data and warns that it may be out of date', () => {
  renderLoadable({
    fetching: false,
    data: 'old',
    error: new CombinedError({ networkError: new Error('x') }),
  })
  expect(screen.getByText('old')).toBeDefined()
  expect(screen.getByRole('alert').textContent).toContain('out of date')
})

it('displays the error when the server returned no data', () => {
  const error = createError('INTERNAL')
  renderLoadable({ fetching: false, data: null, error })
  expect(screen.getByRole('alert').textContent).toContain('Request failed')
})
