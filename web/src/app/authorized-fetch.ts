import type { Session } from '@/app/session'
import { serverClock } from '@/lib/server-clock'

const MAX_WAIT_SECONDS = 5

/**
 * Creates a `fetch` with the session's CSRF token. When the session has expired, the request is
 * repeated once the same user has signed in again. A 503 is repeated after its `Retry-After`.
 */
export function createAuthorizedFetch(session: Session): typeof fetch {
  return async (input, init) => {
    const response = await sendRequest(session, input, init)
    if (response.status === 401) {
      session.expire()
      return (await session.waitForSameUser()) ? sendRequest(session, input, init) : response
    }
    if (response.status === 403 && (await isCsrfRejected(response))) {
      await session.refresh() // another tab signed in again
      return sendRequest(session, input, init)
    }
    const waitSeconds = parseRetryAfterSeconds(response)
    if (waitSeconds === null) return response
    await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1000))
    return sendRequest(session, input, init)
  }
}

async function sendRequest(session: Session, ...[input, init]: Parameters<typeof fetch>) {
  const headers = new Headers(init?.headers)
  headers.set('X-CSRF-Token', session.csrfToken)
  headers.set('Accept', 'application/json') // with urql's default, the server would return an event stream
  const response = await fetch(input, { ...init, headers, credentials: 'same-origin' })
  serverClock.sync(response.headers.get('Date'))
  return response
}

async function isCsrfRejected(response: Response): Promise<boolean> {
  return (await response.clone().text()).includes('"CSRF_REJECTED"')
}

function parseRetryAfterSeconds(response: Response): number | null {
  if (response.status !== 503) return null
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return seconds <= MAX_WAIT_SECONDS ? seconds : null
}
