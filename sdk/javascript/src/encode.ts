/** Data that the server takes, times, and stacks. */
import { toWellFormed } from './ids.js'
import type { Data } from './model.js'

const LIMITS: Record<string, number | undefined> = {
  version: 64,
  mosis_version: 64,
  message: 8_192,
  stack: 65_536,
}
const MAX_STACK = 60_000

export const isValidType = (type: unknown): type is string =>
  typeof type === 'string' && /^[a-z][a-z0-9_]{0,63}$/.test(type)

/** Cut, and replace what cannot be stored: NUL and lone surrogates. */
export function cleanText(text: string, limit = 200): string {
  const short = text.length > limit ? text.slice(0, limit - 1) + '…' : text
  return toWellFormed(short.replace(/\0/g, '\ufffd'))
}

/** Copy data that is a flat object of text, numbers and booleans; null for anything else. */
export function cleanData(data: unknown): Data | null {
  if (!data || typeof data !== 'object' || Array.isArray(data)) return null
  const clean: Data = {}
  const names = Object.keys(data)
  if (names.length > 100) return null
  for (const name of names) {
    const value = (data as Record<string, unknown>)[name]
    if (typeof value === 'string') clean[cleanText(name)] = cleanText(value, LIMITS[name])
    else if (value === null || value === undefined || typeof value === 'boolean') {
      clean[cleanText(name)] = value ?? null
    } else if (typeof value === 'number' && Math.abs(value) <= 1e15) clean[cleanText(name)] = value
    else return null
  }
  return clean
}

export const formatTime = (milliseconds: number): string =>
  new Date(Math.min(Math.max(milliseconds, 0), 253_402_300_799_000)).toISOString()

const textOf = (value: unknown): string => {
  try {
    return String(value)
  } catch {
    return '(no readable message)'
  }
}

/** Type, message and stack of anything that was thrown; whatever it is, nothing is raised. */
export function describeError(thrown: unknown): { type: string; message: string; stack: string } {
  try {
    const { name, message, stack } = thrown as Error
    if (typeof stack === 'string' || typeof message === 'string') {
      return {
        type: cleanText(textOf(name || 'Error')),
        message: cleanText(textOf(message), 8_192),
        stack: cutMiddle(cleanText(textOf(stack ?? ''), 10 * MAX_STACK)),
      }
    }
  } catch {
    // It cannot be read.
  }
  return { type: 'Error', message: cleanText(textOf(thrown), 8_192), stack: '' }
}

/** Both ends of a stack say more than its middle. */
function cutMiddle(stack: string): string {
  const half = MAX_STACK / 2 - 5
  return stack.length > MAX_STACK
    ? `${stack.slice(0, half)}\n… cut …\n${stack.slice(-half)}`
    : stack
}
