import type { Session } from '@/app/session'
import { serverClock } from '@/lib/server-clock'

const MAX_WAIT_SECONDS = 5

/**
 * `fetch` with the session's CSRF token. A request that meets an expired session is sent again once
 * the same person has signed in, and one that is told to wait, after that wait.
 */
export function createAuthorizedFetch(session: Session): typeof fetch {
  return async (input, init) => {
    const response = await sendRequest(session, input, init)
    if (response.status === 401) {
      session.expire()
      return (await session.waitForSameUser()) ? sendRequest(session, input, init) : response
    }
    if (response.status === 403 && (await isCsrfRejected(response))) {
      await session.refresh() // another tab signed in anew
      return sendRequest(session, input, init)
    }
    const wait = parseRetryAfterSeconds(response)
    if (wait === null) return response
    await new Promise((resolve) => setTimeout(resolve, wait * 1000))
    return sendRequest(session, input, init)
  }
}

async function sendRequest(session: Session, ...[input, init]: Parameters<typeof fetch>) {
  const headers = new Headers(init?.headers)
  headers.set('X-CSRF-Token', session.csrfToken)
  headers.set('Accept', 'application/json') // a list with event-stream would get one
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
