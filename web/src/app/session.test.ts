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
})

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

it('sends the CSRF token, and notices an expired session', async () => {
  const session = await signedIn()
  server.mockResolvedValueOnce(json({}, 401))
  await authorizedFetch(session)('/graphql', { method: 'POST' })
  const headers = new Headers(server.mock.lastCall?.[1]?.headers)
  expect(headers.get('X-CSRF-Token')).toBe('one')
  expect(session.state.get()).toEqual({ kind: 'signed-out', expired: true })
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
