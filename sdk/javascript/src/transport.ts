/** One request, and what its answer means. */
import type { Clock } from './clock.js'
import type { Options, Platform } from './model.js'

/** The most characters of a body that outlives the page: browsers allow 64 KiB at a time. */
export const MAX_KEEPALIVE_CHARACTERS = 20_000
const MAX_RETRY_AFTER_MS = 3_600_000
const REFUSED = [401, 403, 404, 405, 410]
const RETRIED = [407, 408, 421, 425, 429]

export interface Answer {
  status: number
  fields: Record<string, unknown>
  retryAfter: number
}

export type Verdict = 'stored' | 'retry' | 'too large' | 'rejected' | 'refused'

/** A success has the field `expected`; without it a proxy answered. */
export function judge({ status, fields }: Answer, expected: string): Verdict {
  if (status >= 200 && status < 300) return expected in fields ? 'stored' : 'retry'
  if (REFUSED.includes(status)) return 'refused'
  if (status === 413) return 'too large'
  return status >= 400 && status < 500 && !RETRIED.includes(status) ? 'rejected' : 'retry'
}

export function createTransport(options: Options, clock: Clock, { setTimer }: Platform) {
  const address = `${String(options.url).replace(/\/+$/, '')}/v1/telemetry/`

  function readHeaders({ headers }: Response, answer: Answer): void {
    const { fields } = answer
    const isOurs = 'received' in fields || 'id' in fields || 'error' in fields
    const time = Date.parse(headers.get('Date') ?? '')
    if (isOurs && time) clock.setServerTime(time)
    const seconds = Number(headers.get('Retry-After'))
    if (seconds > 0) answer.retryAfter = Math.min(seconds * 1_000, MAX_RETRY_AFTER_MS)
  }

  /** Post a body. Status 0 means that there is no answer. */
  return async (path: string, body: object): Promise<Answer> => {
    const answer: Answer = { status: 0, fields: {}, retryAfter: 0 }
    try {
      const text = JSON.stringify(body)
      const controller = new AbortController()
      setTimer(() => controller.abort(), (options.requestTimeoutSeconds ?? 30) * 1_000)
      const response = await (options.fetch ?? fetch)(address + path, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${options.ingestKey}`,
          'Content-Type': 'application/json',
        },
        body: text,
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        keepalive: text.length < MAX_KEEPALIVE_CHARACTERS,
        signal: controller.signal,
      })
      answer.status = response.status
      readHeaders(response, answer)
      const fields: unknown = JSON.parse(await response.text())
      if (fields && typeof fields === 'object') answer.fields = fields as Answer['fields']
      readHeaders(response, answer)
    } catch {
      // No answer, or none that is JSON.
    }
    return answer
  }
}
