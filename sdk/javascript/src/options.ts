/** Checks of the options. */
import type { Options } from './model.js'

const TEXT = /^[\x20-\x7e]+$/
const ADDRESS = /^https?:\/\/[!-~]+$/
const NUMBERS = [
  'batchEvents',
  'intervalSeconds',
  'maxQueueEvents',
  'maxQueueBytes',
  'requestTimeoutSeconds',
] as const

/** What is wrong with the options, or null. */
export function findProblem(options: Options): string | null {
  const { url, appId, ingestKey } = options
  const isText = (value: unknown, pattern: RegExp) =>
    typeof value === 'string' && pattern.test(value)
  const wrong = !isText(url, ADDRESS)
    ? 'url'
    : !isText(appId, TEXT)
      ? 'appId'
      : !isText(ingestKey, TEXT)
        ? 'ingestKey'
        : NUMBERS.find((name) => !((options[name] ?? 1) > 0))
  return wrong ? `\`${wrong}\` is missing or invalid.` : null
}

/** What the app's own filter keeps; null if nothing, or if it fails. */
export function applyFilter<T extends object>(
  { beforeSend }: Options,
  kind: string,
  data: T,
): T | null {
  try {
    const kept = beforeSend ? beforeSend(kind, data) : data
    return kept && JSON.stringify(kept) ? (kept as T) : null
  } catch {
    return null
  }
}
