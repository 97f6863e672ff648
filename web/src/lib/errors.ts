import type { CombinedError } from 'urql'

export type ErrorCode = string

export interface Problem {
  code: ErrorCode | null
  title: string
  advice: string
  /** Whether the same request may succeed later. */
  isTemporary: boolean
  /** By which the server's log names the request; of failures that nobody expected. */
  requestId?: string | null
}

const PROBLEMS: Record<string, Omit<Problem, 'code'>> = {
  UNAUTHENTICATED: {
    title: 'You are signed out',
    advice: 'Sign in again; this address is kept.',
    isTemporary: false,
  },
  FORBIDDEN: {
    title: 'Your role does not allow this',
    advice: 'Ask an owner of the app for the developer role.',
    isTemporary: false,
  },
  APP_NOT_FOUND: {
    title: 'No such app',
    advice: 'It does not exist, or you are not a member. Choose another app.',
    isTemporary: false,
  },
}

/** What was asked for cannot be done; the message says why. */
const INVALID_REQUEST_CODES = new Set(['BAD_INPUT', 'INVALID_FIELD', 'INVALID_TEXT', 'NOT_FOUND'])

const UNREACHABLE: Problem = {
  code: null,
  title: 'The server does not answer',
  advice: 'Stored data is safe, and devices keep events until it is back. Try again in a moment.',
  isTemporary: true,
}

export function getErrorCode(error: CombinedError | undefined): ErrorCode | null {
  const code = error?.graphQLErrors[0]?.extensions.code
  return typeof code === 'string' ? code : null
}

/** What to tell a person about a failed request. */
export function describeError(error: CombinedError): Problem {
  const code = getErrorCode(error)
  const known = code === null ? undefined : PROBLEMS[code]
  if (known) return { code, ...known }
  const first = error.graphQLErrors[0]
  if (!first) return UNREACHABLE
  if (code !== null && INVALID_REQUEST_CODES.has(code)) {
    return { code, title: 'This was not accepted', advice: first.message, isTemporary: false }
  }
  return {
    code,
    title: 'The server could not answer this',
    advice: first.message,
    isTemporary: true,
    requestId: readRequestId(error),
  }
}

function readRequestId(error: CombinedError): string | null {
  const response: unknown = error.response
  return response instanceof Response ? response.headers.get('X-Request-Id') : null
}
