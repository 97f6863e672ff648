import { beforeEach, expect, it, vi } from 'vitest'
import { authorizedFetch } from '@/app/authorized-fetch'
import { Session } from '@/app/session'

const server = vi.fn<typeof fetch>()
const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const known = { email: 'a@example.com', csrfToken: 'one' }

beforeEach(() => {
  server.mockReset()
  vi.stubGlobal('fetch', server)
  vi.stubGlobal('BroadcastChannel', Alone)
})

/** The sessions of two tests are not two tabs. */
class Alone {
  onmessage = null
  postMessage = () => undefined
}

async function signedIn(): Promise<Session> {
  const session = new Session()
  server.mockResolvedValueOnce(json(known))
  await session.probe()
  return session
}

it('knows whom the cookie stands for', async () => {
  const session = await signedIn()
  expect(session.state.get()).toEqual({ kind: 'signed-in', ...known })
})

it.each([
  [401, 'wrong'],
  [429, 'throttled'],
  [503, 'unreachable'],
] as const)('a sign-in answered with %d is %s', async (status, outcome) => {
  server.mockResolvedValueOnce(json({}, status))
  expect(await new Session().signIn('a@example.com', 'x')).toBe(outcome)
})

const token = () => new Headers(server.mock.lastCall?.[1]?.headers).get('X-CSRF-Token')

async function expired(session: Session): Promise<Promise<Response>[]> {
  server.mockResolvedValueOnce(json({}, 401))
  const asked = authorizedFetch(session)('/graphql', { method: 'POST' })
  await vi.waitFor(() => {
    expect(session.state.get()).toEqual({ kind: 'signed-out', expiredOf: known.email })
  })
  return [asked] // a list, as a promise would be awaited
}

it('sends a request again when its person has signed in anew', async () => {
  const session = await signedIn()
  const [asked] = await expired(session)
  expect(token()).toBe('one')

  server
    .mockResolvedValueOnce(json({ ...known, csrfToken: 'two' }))
    .mockResolvedValueOnce(json({ data: {} }))
  expect(await session.signIn(known.email, 'x')).toBe('ok')

  expect((await asked)?.status).toBe(200)
  expect(token()).toBe('two')
})

it('does not send it for another person', async () => {
  const session = await signedIn()
  const [asked] = await expired(session)

  server.mockResolvedValueOnce(json({ email: 'b@example.com', csrfToken: 'two' }))
  await session.signIn('b@example.com', 'x')

  expect((await asked)?.status).toBe(401)
  expect(server).toHaveBeenCalledTimes(3)
})

it('takes the new token after another tab signed in anew', async () => {
  const session = await signedIn()
  const refusal = { errors: [{ message: '', extensions: { code: 'CSRF_REJECTED' } }] }
  server
    .mockResolvedValueOnce(json(refusal, 403))
    .mockResolvedValueOnce(json({ ...known, csrfToken: 'two' }))
    .mockResolvedValueOnce(json({ data: {} }))
  const response = await authorizedFetch(session)('/graphql', { method: 'POST' })
  expect(response.status).toBe(200)
  expect(new Headers(server.mock.lastCall?.[1]?.headers).get('X-CSRF-Token')).toBe('two')
})

it('waits once when the server asks for it', async () => {
  const session = await signedIn()
  server
    .mockResolvedValueOnce(json({}, 503, { 'Retry-After': '0' }))
    .mockResolvedValueOnce(json({ data: {} }))
  const response = await authorizedFetch(session)('/graphql', { method: 'POST' })
  expect(response.status).toBe(200)
})
