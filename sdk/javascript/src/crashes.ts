/** Errors as crash reports, with what the app was doing. */
import type { Clock } from './clock.js'
import { cleanText, describeError } from './encode.js'
import { makeUuid7 } from './ids.js'
import {
  CRASH,
  type Crash,
  type CrashBody,
  type Head,
  type Options,
  type Platform,
  type Reason,
} from './model.js'
import { applyFilter } from './options.js'

const MAX_BREADCRUMBS = 20
const MAX_SURVIVED_IN_MINUTE = 60
const MARK = '__telemetryGraph'

export interface CrashDetails {
  /** Whether the app ended. */
  isFatal?: boolean
  screen?: string
  fingerprint?: string
}

export function createCrashes(options: Options, platform: Platform, clock: Clock) {
  const startedAt = clock.steady()
  let breadcrumbs: [number, string][] = []
  let survivedSince = -Infinity
  let survived = 0
  let screen: string | undefined

  const addBreadcrumbs = (stack: string, now: number): string => {
    const lines = breadcrumbs.map(
      ([at, line]) => `  ${((now - at) / 1_000).toFixed(1)} s before: ${line}`,
    )
    return stack && lines.length ? [stack, 'breadcrumbs:', ...lines].join('\n') : stack
  }

  /** One in every frame would fill the queue. */
  const isOneTooMany = (now: number): boolean => {
    if (now - survivedSince >= 60_000) {
      survivedSince = now
      survived = 0
    }
    return ++survived > MAX_SURVIVED_IN_MINUTE
  }

  return {
    setScreen: (name: string) => (screen = cleanText(name)),
    addBreadcrumb(line: string) {
      breadcrumbs.push([clock.steady(), cleanText(line, 100).replace(/[\0-\x1f\x7f]/g, ' ')])
      breadcrumbs = breadcrumbs.slice(-MAX_BREADCRUMBS)
    },
    clear() {
      breadcrumbs = []
    },

    /** Whether an error was reported before; it is marked then. */
    isMarked(thrown: unknown): boolean {
      try {
        if (MARK in (thrown as object)) return true
        Object.defineProperty(thrown, MARK, { value: true })
      } catch {
        // No object, or a frozen one, which is reported each time.
      }
      return false
    },

    /** Describe what was thrown. With a reason the crash is dropped. */
    make(thrown: unknown, details: CrashDetails, head: Head): [Crash, Reason | null] {
      const now = clock.steady()
      const { type, message, stack } = describeError(thrown)
      const shown = details.screen ?? screen
      const body: CrashBody = {
        type: type || 'Error',
        message,
        stack_trace: addBreadcrumbs(stack, now),
        is_fatal: !!details.isFatal,
        context: {
          screen: shown && cleanText(shown),
          memory_mb: platform.memoryMb?.(),
          uptime_seconds: Math.round(now - startedAt) / 1_000,
        },
        fingerprint: details.fingerprint && cleanText(details.fingerprint),
      }
      const at = Math.round(clock.now())
      const crash: Crash = {
        kind: 'crash',
        id: makeUuid7(at),
        type: body.is_fatal ? 'app_crash' : 'lua_error',
        tier: CRASH,
        at,
        steady: now,
        head,
        body,
      }
      if (!body.is_fatal && isOneTooMany(now)) return [crash, 'queue_full']
      const kept = applyFilter(options, 'crash', body)
      return kept ? [{ ...crash, body: kept }, null] : [crash, 'invalid_data']
    },
  }
}
