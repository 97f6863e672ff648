import type { CombinedError } from 'urql'

export type ErrorCode = string

export interface Problem {
  code: ErrorCode | null
  title: string
  advice: string
  /** Whether the same request may succeed later. */
  isTemporary: boolean
  /** Identifies the request in the server's log; set for unexpected errors only. */
  requestId?: string | null
}

const PROBLEMS: Record<string, Omit<Problem, 'code'>> = {
  UNAUTHENTICATED: {
    title: 'You are signed out',
    advice: 'Sign in again to return to this page.',
    isTemporary: false,
  },
  FORBIDDEN: {
    title: 'Your role does not allow this',
    advice: 'Ask an owner of the app for the developer role.',
    isTemporary: false,
  },
  APP_NOT_FOUND: {
    title: 'App not found',
    advice: 'It does not exist, or you are not a member of it. Choose another app.',
    isTemporary: false,
  },
}

/** The request itself is at fault; the server's message says what is wrong. */
const INVALID_REQUEST_CODES = new Set(['BAD_INPUT', 'INVALID_FIELD', 'INVALID_TEXT', 'NOT_FOUND'])

const UNREACHABLE: Problem = {
  code: null,
  title: 'The server does not respond',
  advice:
    'Stored data is safe, and devices keep their events until the server is available again. ' +
    'Try again in a moment.',
  isTemporary: true,
}

export function getErrorCode(error: CombinedError | undefined): ErrorCode | null {
  const code = error?.graphQLErrors[0]?.extensions.code
  return typeof code === 'string' ? code : null
}

/** Describes a failed request for the person who made it. */
export function describeError(error: CombinedError): Problem {
  const code = getErrorCode(error)
  const problem = code === null ? undefined : PROBLEMS[code]
  if (problem) return { code, ...problem }
  const first = error.graphQLErrors[0]
  if (!first) return UNREACHABLE
  if (code !== null && INVALID_REQUEST_CODES.has(code)) {
    return { code, title: 'Request rejected', advice: first.message, isTemporary: false }
  }
  return {
    code,
    title: 'Request failed',
    advice: first.message,
    isTemporary: true,
    requestId: readRequestId(error),
  }
}

/** Describes a failed request in one line, for a toast. */
export function summarizeError(error: CombinedError): string {
  const { title, advice } = describeError(error)
  return `${title}. ${advice}`
}

function readRequestId(error: CombinedError): string | null {
  const response: unknown = error.response
  return response instanceof Response ? response.headers.get('X-Request-Id') : null
}
