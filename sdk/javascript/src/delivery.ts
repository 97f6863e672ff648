/** Sends what the queue holds, one request at a time, and acts on the answers. */
import type { Clock } from './clock.js'
import { formatTime } from './encode.js'
import { uuid7Milliseconds } from './ids.js'
import {
  CRASH,
  type Batch,
  type Crash,
  type Options,
  type Platform,
  type Settings,
  type StoredEvent,
  type Tier,
} from './model.js'
import type { Queue } from './queue.js'
import { createTransport, judge, MAX_KEEPALIVE_CHARACTERS, type Answer } from './transport.js'

/** Whether batches carry `client_report`. A server that does not know the field is recognised. */
export const HAS_CLIENT_REPORTS = true

const DAY_MS = 86_400_000
const SKEW_MS = 600_000
const BACKOFF_MS = 1_000
const MAX_BACKOFF_MS = 300_000
const REFUSED_MS = 3_600_000

export interface Context {
  options: Options
  platform: Platform
  clock: Clock
  queue: Queue
  settings: Settings
  deviceId: string
  isReady: boolean
  refusedTiers(): Tier[]
  followChoice(): Promise<void>
  onRates(given: unknown): void
  /** Settle within some seconds, even if a store hangs. */
  within<T>(promise: Promise<T> | undefined): Promise<T | undefined>
}

export function createDelivery(context: Context) {
  const { options, platform, clock, queue, settings } = context
  const post = createTransport(options, clock, platform)
  const stats = { stored: 0, crashesStored: 0, sampledOut: 0, rejected: 0, reported: 0 }
  let failures = 0
  let pausedUntil = -Infinity
  let isPauseOrdered = false
  let hasReports = HAS_CLIENT_REPORTS
  let isSending = false
  const underway = new Set<Batch>()
  let timerAt = Infinity

  const isIdle = () => !context.isReady || settings.optedOut
  const pauseLeft = (isFlush: boolean) =>
    isFlush && !isPauseOrdered ? 0 : pausedUntil - clock.steady()

  /** Send what is due. A flush does not wait for a batch to fill, nor after a lost connection. */
  async function send(isFlush: boolean): Promise<void> {
    if (isSending || isIdle()) return
    isSending = true
    try {
      await context.followChoice()
      while (!settings.optedOut && pauseLeft(isFlush) <= 0) {
        expire()
        const crash = queue.nextCrash()
        const batch = queue.batches().find((each) => isFlush || queue.dueIn(each) <= 0)
        if (crash ? await sendCrash(crash) : !batch || (await sendBatch(batch))) break
      }
    } catch {
      pausedUntil = clock.steady() + MAX_BACKOFF_MS
    } finally {
      isSending = false
      wake()
    }
  }

  /** Set a timer for what is due next. */
  function wake(): void {
    if (isSending || isIdle() || !queue.waiting()) return
    const due = queue.nextCrash() ? 0 : Math.min(...queue.batches().map(queue.dueIn))
    const now = clock.steady()
    const at = Math.max(now + due, pausedUntil, now)
    if (at >= timerAt && timerAt > now) return
    timerAt = at
    platform.setTimer(() => {
      if (timerAt !== at) return
      timerAt = Infinity
      void send(false)
    }, at - now)
  }

  function expire(): void {
    if (!clock.isKnown()) return
    const now = clock.now()
    void queue.drop(({ at, tier }) => at < now - (tier === CRASH ? 30 : 7) * DAY_MS, 'expired')
  }

  // Batches

  const allowedEvents = (batch: Batch): StoredEvent[] => {
    const refused = context.refusedTiers()
    return batch.events.filter(({ tier }) => !refused.includes(tier))
  }
  const sender = () => ({ app_id: options.appId, device_id: context.deviceId })
  const batchBody = ({ head, id, usage, report }: Batch, events: StoredEvent[]) => ({
    ...sender(),
    ...head,
    batch_id: id,
    consent: { crash_reports: settings.crashes, usage_analytics: usage && settings.usage },
    client_report: report?.length ? { dropped: report } : undefined,
    events: events.map(({ type, at, data }) => ({ type, timestamp: formatTime(at), data })),
  })

  /** True when sending must pause. */
  async function sendBatch(batch: Batch): Promise<boolean> {
    underway.add(batch)
    await context.within(queue.beginAttempt(batch, hasReports)).catch(() => {})
    const events = allowedEvents(batch)
    if (events.length) {
      const answer = await post('events', batchBody(batch, events))
      underway.delete(batch)
      return settle(batch, events, answer)
    }
    queue.dropBatch(batch, 'consent_withdrawn')
    return false
  }

  function settle(batch: Batch, events: StoredEvent[], answer: Answer): boolean {
    const { fields } = answer
    if (!queue.batches().includes(batch)) return false // purged, or settled by another request
    const verdict = judge(answer, 'received')
    if (pace(verdict, answer)) return true
    if (verdict === 'stored') finish(batch, events, fields)
    else if (verdict === 'too large') queue.split(batch)
    else if (batch.report?.length && JSON.stringify(fields).includes('client_report')) {
      hasReports = false // an older server: the counts wait for a newer one
      queue.takeBackReport(batch)
    } else if (isMistimed(batch)) {
      batch.events.forEach(clock.correctItem)
      queue.reissue(batch, batch.events)
    } else queue.dropBatch(batch, 'rejected_batch')
    return false
  }

  function finish(batch: Batch, events: StoredEvent[], fields: Answer['fields']): void {
    const rejected = (fields.rejected ?? []) as { index: number; code: string }[]
    const mistimed: StoredEvent[] = []
    for (const { index, code } of rejected) {
      const event = events[index]
      const isLate = code === 'TOO_OLD' || code === 'IN_FUTURE'
      if (isLate && event && clock.correctItem(event)) mistimed.push(event)
      else stats.rejected++
    }
    stats.stored += Number(fields.received) || 0
    stats.sampledOut += Number(fields.sampled_out) || 0
    for (const { count } of batch.report ?? []) stats.reported += count
    delete batch.report
    // What the user withdrew before the request was never sent.
    for (const event of batch.events) {
      if (!events.includes(event)) queue.countDrop('consent_withdrawn', event.type)
    }
    if (mistimed.length) queue.reissue(batch, mistimed)
    else queue.finishBatch(batch)
    context.onRates(fields.sampling)
  }

  /** Whether a wrong clock made the batch, and it can be corrected now. */
  function isMistimed({ id, events }: Batch): boolean {
    const age = clock.now() - uuid7Milliseconds(id)
    const isFar = age < -SKEW_MS || age > 14 * DAY_MS
    return clock.isKnown() && (isFar || events.some((each) => clock.correctItem({ ...each })))
  }

  // Crash reports

  async function sendCrash(crash: Crash): Promise<boolean> {
    const answer = await post('crash', {
      ...sender(),
      ...crash.head,
      sampling: undefined,
      timestamp: formatTime(crash.at),
      crash_id: crash.id,
      consent: { crash_reports: settings.crashes },
      crash: crash.body,
    })
    const verdict = judge(answer, 'id')
    if (pace(verdict, answer)) return true
    if (verdict === 'stored') {
      stats.crashesStored++
      queue.finishCrash(crash)
    } else if (verdict === 'too large' || !clock.correctItem(crash)) {
      queue.dropCrash(crash, 'rejected_batch')
    }
    return false
  }

  /** Pause after a failure: twice as long each time, and a random part of it off. */
  function pace(verdict: string, { retryAfter }: Answer): boolean {
    const isRefused = verdict === 'refused'
    const isFailure = isRefused || verdict === 'retry'
    if (!isFailure) failures = 0
    const longest = Math.min(BACKOFF_MS * 2 ** Math.min(failures, 16), MAX_BACKOFF_MS)
    const backoff = longest * (0.5 + Math.random() / 2)
    isPauseOrdered = isRefused || (isFailure && retryAfter > 0)
    const wait = isRefused ? REFUSED_MS : retryAfter ? Math.max(retryAfter, BACKOFF_MS) : backoff
    if (isFailure) failures++
    pausedUntil = isFailure ? clock.steady() + wait : -Infinity
    return isFailure
  }

  return {
    stats,
    send,
    wake,
    isSending: () => isSending,

    /** Send what fits while the page is closing; the answers are not waited for. */
    sendClosing(): void {
      let room = 2 * MAX_KEEPALIVE_CHARACTERS
      queue.seal()
      if (!isIdle() && pauseLeft(true) <= 0) {
        for (const batch of queue.batches()) {
          const events = allowedEvents(batch)
          const body = batchBody(batch, events)
          room -= JSON.stringify(body).length
          if (room < 0) break
          if (underway.has(batch) || !events.length) continue
          underway.add(batch)
          batch.attempted = true
          queue.save(batch)
          void post('events', body).then((answer) => {
            underway.delete(batch)
            settle(batch, events, answer)
          })
        }
      }
      queue.saveDrops()
      void queue.flushWrites()
    },
  }
}
