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

/** The sessions of two tests are not two tabs. */
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

it('knows whom the cookie stands for', async () => {
  const session = await createSignedInSession()
  expect(session.state.get()).toEqual({ kind: 'signed-in', ...USER })
})

it.each([
  [401, 'wrong'],
  [429, 'throttled'],
  [503, 'unreachable'],
] as const)('a sign-in answered with %d is %s', async (status, outcome) => {
  server.mockResolvedValueOnce(json({}, status))
  expect(await new Session().signIn('a@example.com', 'x')).toBe(outcome)
})

const lastCsrfToken = () => new Headers(server.mock.lastCall?.[1]?.headers).get('X-CSRF-Token')

async function sendWithExpiredSession(session: Session): Promise<Promise<Response>[]> {
  server.mockResolvedValueOnce(json({}, 401))
  const asked = createAuthorizedFetch(session)('/graphql', { method: 'POST' })
  await vi.waitFor(() => {
    expect(session.state.get()).toEqual({ kind: 'signed-out', expiredOf: USER.email })
  })
  return [asked] // a list, as a promise would be awaited
}

it('sends a request again when its person has signed in anew', async () => {
  const session = await createSignedInSession()
  const [asked] = await sendWithExpiredSession(session)
  expect(lastCsrfToken()).toBe('one')

  server
    .mockResolvedValueOnce(json({ ...USER, csrfToken: 'two' }))
    .mockResolvedValueOnce(json({ data: {} }))
  expect(await session.signIn(USER.email, 'x')).toBe('ok')

  expect((await asked)?.status).toBe(200)
  expect(lastCsrfToken()).toBe('two')
})

it('does not send it for another person', async () => {
  const session = await createSignedInSession()
  const [asked] = await sendWithExpiredSession(session)

  server.mockResolvedValueOnce(json({ email: 'b@example.com', csrfToken: 'two' }))
  await session.signIn('b@example.com', 'x')

  expect((await asked)?.status).toBe(401)
  expect(server).toHaveBeenCalledTimes(3)
})

it('takes the new token after another tab signed in anew', async () => {
  const session = await createSignedInSession()
  const refusal = { errors: [{ message: '', extensions: { code: 'CSRF_REJECTED' } }] }
  server
    .mockResolvedValueOnce(json(refusal, 403))
    .mockResolvedValueOnce(json({ ...USER, csrfToken: 'two' }))
    .mockResolvedValueOnce(json({ data: {} }))
  const response = await createAuthorizedFetch(session)('/graphql', { method: 'POST' })
  expect(response.status).toBe(200)
  expect(new Headers(server.mock.lastCall?.[1]?.headers).get('X-CSRF-Token')).toBe('two')
})

it('waits once when the server asks for it', async () => {
  const session = await createSignedInSession()
  server
    .mockResolvedValueOnce(json({}, 503, { 'Retry-After': '0' }))
    .mockResolvedValueOnce(json({ data: {} }))
  const response = await createAuthorizedFetch(session)('/graphql', { method: 'POST' })
  expect(response.status).toBe(200)
})
