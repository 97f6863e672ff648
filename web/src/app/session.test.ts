import { beforeEach, expect, it, vi } from 'vitest'
import { createAuthorizedFetch } from '@/app/authorized-fetch'
import { Session } from '@/app/session'

const server = vi.fn<typeof fetch>()
const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const USER = { email: 'a@example.com', csrfToken: 'one' }

beforeEach(() => {
  server.mockReset()
  vi.stubGlobal('fetch', server)
  vi.stubGlobal('BroadcastChannel', IsolatedChannel)
})

/** Prevents sessions of different tests from acting as two tabs. */
class IsolatedChannel {
  onmessage = null
  postMessage = () => undefined
}

async function createSignedInSession(): Promise<Session> {
  const session = new Session()
  server.mockResolvedValueOnce(json(USER))
  await session.refresh()
  return session
}

it('finds the user of the session cookie', async () => {
  const session = await createSignedInSession()
  expect(session.state.get()).toEqual({ kind: 'signed-in', ...USER })
})

it.each([
  [401, 'wrong-credentials'],
  [429, 'throttled'],
  [503, 'unreachable'],
] as const)('a sign-in response with status %d means %s', async (status, outcome) => {
  server.mockResolvedValueOnce(json({}, status))
  expect(await new Session().signIn('a@example.com', 'x')).toBe(outcome)
})

const lastCsrfToken = () => new Headers(server.mock.lastCall?.[1]?.headers).get('X-CSRF-Token')

async function sendWithExpiredSession(session: Session): Promise<Promise<Response>[]> {
  server.mockResolvedValueOnce(json({}, 401))
  const request = createAuthorizedFetch(session)('/graphql', { method: 'POST' })
  await vi.waitFor(() => {
    expect(session.state.get()).toEqual({ kind: 'signed-out', expiredEmail: USER.email })
  })
  return [request] // in a list, because returning a promise would await it
}

it('repeats a request when the same user has signed in again', async () => {
  const session = await createSignedInSession()
  const [request] = await sendWithExpiredSession(session)
  expect(lastCsrfToken()).toBe('one')

  server
    .mockResolvedValueOnce(json({ ...USER, csrfToken: 'two' }))
    .mockResolvedValueOnce(json({ data: {} }))
  expect(await session.signIn(USER.email, 'x')).toBe('ok')

  expect((await request)?.status).toBe(200)
  expect(lastCsrfToken()).toBe('two')
})

it('does not repeat a request for another user', async () => {
  const session = await createSignedInSession()
  const [request] = await sendWithExpiredSession(session)

  server.mockResolvedValueOnce(json({ email: 'b@example.com', csrfToken: 'two' }))
  await session.signIn('b@example.com', 'x')

  expect((await request)?.status).toBe(401)
  expect(server).toHaveBeenCalledTimes(3)
})

it('uses the new token after another tab has signed in again', async () => {
  const session = await createSignedInSession()
  const rejection = { errors: [{ message: '', extensions: { code: 'CSRF_REJECTED' } }] }
  server
    .mockResolvedValueOnce(json(rejection, 403))
    .mockResolvedValueOnce(json({ ...USER, csrfToken: 'two' }))
    .mockResolvedValueOnce(json({ data: {} }))
  const response = await createAuthorizedFetch(session)('/graphql', { method: 'POST' })
  expect(response.status).toBe(200)
  expect(new Headers(server.mock.lastCall?.[1]?.headers).get('X-CSRF-Token')).toBe('two')
})

it('waits and repeats a request once when the server asks for it', async () => {
  const session = await createSignedInSession()
  server
    .mockResolvedValueOnce(json({}, 503, { 'Retry-After': '0' }))
    .mockResolvedValueOnce(json({ data: {} }))
  const response = await createAuthorizedFetch(session)('/graphql', { method: 'POST' })
  expect(response.status).toBe(200)
})
