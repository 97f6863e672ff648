/** A client: what the app calls. Nothing here throws, blocks or prints. */
import { createClock } from './clock.js'
import { createCrashes, type CrashDetails } from './crashes.js'
import { createDelivery, type Context } from './delivery.js'
import { cleanData, cleanText, isValidType } from './encode.js'
import { hashDeviceId, makeUuid7, samplingPosition } from './ids.js'
import {
  AUTOMATIC,
  CRASH,
  PERFORMANCE,
  TIERS,
  USAGE,
  type Data,
  type Head,
  type Item,
  type Options,
  type Platform,
  type Settings,
  type Tier,
} from './model.js'
import { applyFilter, findProblem } from './options.js'
import { createQueue } from './queue.js'

const MAX_FRAME_MS = 86_400_000
const MAX_FRAMES = 10_000
const FRAMES_MS = 60_000
const ADOPT_MS = 120_000
const STORE_MS = 3_000
const ALL_TIERS: Tier[] = [USAGE, PERFORMANCE, AUTOMATIC, CRASH]
const CUSTOM_TIERS = { usage: USAGE, performance: PERFORMANCE, automatic: AUTOMATIC } as const

/** The books of this page or program. */
export interface Stats {
  tracked: number
  waiting: number
  stored: number
  crashesStored: number
  sampledOut: number
  rejected: number
  reported: number
  unreported: number
}

export type Client = ReturnType<typeof createClient>

export function createClient(options: Options, platform: Platform) {
  const { setTimer } = platform
  const problem = findProblem(options)
  const clock = createClock(platform)
  const crashes = createCrashes(options, platform, clock)
  const startedAt = clock.steady()
  const sessionId = cleanText(String(options.sessionId ?? makeUuid7(platform.now())), 64)
  const position = samplingPosition(sessionId)
  const sendsAppEvents = options.sendsAppEvents !== false
  const maxEvents = options.maxQueueEvents ?? 10_000
  let store = options.store === undefined ? platform.store : options.store
  const queue = createQueue(
    () => store,
    {
      batchEvents: Math.min(options.batchEvents ?? 50, 500),
      intervalMs: (options.intervalSeconds ?? 60) * 1_000,
      maxEvents,
      maxBytes: options.maxQueueBytes ?? 5_242_880,
    },
    clock,
    platform,
  )
  const settings: Settings = {
    kind: 'settings',
    id: 'settings',
    device: '',
    usage: options.usageAnalytics ?? false,
    crashes: options.crashReports ?? true,
    optedOut: false,
    changed: 0,
  }
  const context: Context = {
    options,
    platform,
    clock,
    queue,
    settings,
    deviceId: '',
    isReady: false,
    refusedTiers,
    followChoice,
    onRates,
    within: (promise) =>
      Promise.race([promise, new Promise<never>((_, reject) => setTimer(reject, STORE_MS))]),
  }
  const delivery = createDelivery(context)
  let tracked = 0
  let isOpen = !problem
  let isCapturing = false
  let rates: Record<string, number> = {}
  let head = makeHead()
  let frames: number[] = []
  let early: [string, Data | undefined][] = []

  function makeHead(): Head {
    const sampling = Object.keys(rates)
      .sort()
      .map((name) => ({ event_type: name, rate: rates[name]! }))
    return {
      session_id: sessionId,
      app_version: options.appVersion && cleanText(options.appVersion, 64),
      mosis_version: options.mosisVersion && cleanText(options.mosisVersion, 64),
      sampling: sampling.length ? sampling : undefined,
    }
  }

  function onRates(given: unknown): void {
    if (!Array.isArray(given)) return
    const found: Record<string, number> = {}
    for (const each of given as ({ event_type?: string; rate?: number } | null)[]) {
      const rate = each?.rate ?? 1
      if (rate >= 0.001 && rate < 1) found[String(each?.event_type)] = rate
    }
    if (JSON.stringify(found) !== JSON.stringify(rates)) {
      rates = found
      head = makeHead()
    }
  }

  function refusedTiers(): Tier[] {
    const { optedOut, usage, crashes: hasCrashes } = settings
    return ALL_TIERS.filter(
      (tier) => optedOut || (tier === USAGE && !usage) || (tier === CRASH && !hasCrashes),
    )
  }
  const isRefused = (tier: Tier) => !isOpen || refusedTiers().includes(tier)

  /** Run a function of the app's side; whatever happens in it, the app sees only false. */
  const guard = (act: () => boolean): boolean => {
    try {
      return act()
    } catch {
      return false
    }
  }

  // Events

  const track = (type: string, data?: Data): boolean =>
    guard(() => {
      const isValid = isValidType(type)
      const custom = CUSTOM_TIERS[options.eventTypes?.[type] ?? 'usage'] ?? USAGE
      const tier = isValid ? (TIERS[type] ?? custom) : AUTOMATIC
      const isUnknown = tier === USAGE && options.usageAnalytics === undefined
      if (isOpen && isUnknown && store && !context.isReady) {
        // Until the store says what the user agreed to.
        return early.length < maxEvents && early.push([type, data]) > 0
      }
      if (isRefused(tier) || (isValid && position >= (rates[type] ?? 1))) return false
      tracked++
      const kept = isValid && cleanData(applyFilter(options, type, data ?? {}))
      if (!kept) {
        queue.countDrop('invalid_data', isValid ? type : 'unknown')
        return false
      }
      const steady = clock.steady()
      const event = { type, tier, at: Math.round(clock.now()), steady, data: kept }
      queue.addEvent(event, head, settings.usage)
      delivery.wake()
      return true
    })

  const breadcrumb = (line: string): boolean =>
    guard(() => {
      if (isRefused(CRASH)) return false
      crashes.addBreadcrumb(line)
      return true
    })

  const screen = (name: string): boolean =>
    guard(() => {
      const shown = crashes.setScreen(name)
      breadcrumb(`screen ${shown}`)
      return track('screen_view', { screen_name: shown })
    })

  const captureError = (thrown: unknown, details: CrashDetails = {}): boolean => {
    if (isCapturing) return false // an error inside the handling of a crash
    isCapturing = true
    const isTaken = guard(() => {
      if (isRefused(CRASH) || crashes.isMarked(thrown)) return false
      tracked++
      const [crash, reason] = crashes.make(thrown, details, head)
      if (reason) queue.countDrop(reason, crash.type)
      else queue.addCrash(crash).then(delivery.wake, delivery.wake)
      return !reason
    })
    isCapturing = false
    return isTaken
  }

  function frame(milliseconds: number): void {
    if (!isOpen || !(milliseconds >= 0 && milliseconds <= MAX_FRAME_MS)) return
    if (!frames.length) setTimer(reportFrames, FRAMES_MS)
    if (frames.length < MAX_FRAMES) frames.push(milliseconds)
  }
  function reportFrames(): void {
    const sorted = frames.sort((one, other) => one - other)
    frames = []
    const sum = sorted.reduce((total, each) => total + each, 0)
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1]
    const round = (value: number) => Math.round(value * 1_000) / 1_000
    if (p95 !== undefined) {
      track('perf_frame', { avg_ms: round(sum / sorted.length), p95_ms: round(p95) })
    }
  }

  // Consent

  /** Erase what is no longer allowed. */
  async function applyConsent(before: Tier[]): Promise<void> {
    const { optedOut } = settings
    const tiers = refusedTiers().filter((tier) => optedOut || !before.includes(tier))
    if (tiers.includes(CRASH)) crashes.clear()
    const isGone = ({ tier }: { tier: Tier }) => tiers.includes(tier)
    if (tiers.length) await queue.drop(isGone, optedOut ? 'opted_out' : 'consent_withdrawn')
  }
  function choose(change: Partial<Settings>): void {
    const before = refusedTiers()
    Object.assign(settings, change, { changed: platform.now() })
    queue.save(settings)
    void applyConsent(before)
    void queue.flushWrites()
    delivery.wake()
  }
  /** Take over what the user chose in another page. */
  async function followChoice(): Promise<void> {
    const read = context.within(store?.read('settings')).catch(() => undefined)
    const found = (await read) as Settings | undefined
    if (!found || !(found.changed > settings.changed)) return
    const before = refusedTiers()
    Object.assign(settings, found)
    await applyConsent(before)
  }

  // Life

  /** Read the store, take over what waits there, and begin to send. */
  async function start(): Promise<void> {
    if (!isOpen) return
    const items =
      (await context.within(store?.load()).catch(() => {
        store = null // it is broken, or hangs: the queue stays in memory
      })) ?? []
    const found = items.find((item): item is Settings => item.kind === 'settings')
    // The options win over what was stored, and a choice of this page over both.
    if (found && !settings.changed) {
      settings.usage = options.usageAnalytics ?? !!found.usage
      settings.crashes = options.crashReports ?? found.crashes !== false
      settings.optedOut = !!found.optedOut
      settings.changed = found.changed
    }
    settings.device = found?.device ?? makeUuid7(platform.now())
    if (!found) {
      queue.save(settings)
      void queue.flushWrites()
    }
    context.deviceId = hashDeviceId(options.rawDeviceId ?? settings.device, options.appId)
    adopt(items)
    await applyConsent(settings.optedOut ? [] : refusedTiers())
    context.isReady = true
    for (const event of early) track(...event)
    early = []
    delivery.wake()
  }

  /** Take over what no living page may change any more, and look again later for the rest. */
  function adopt(items: Item[]): void {
    const now = platform.now()
    const isFree = (item: Item) =>
      item.kind !== 'batch' || item.sealed || Math.abs(now - item.opened) > ADOPT_MS
    queue.adopt(items.filter(isFree))
    if (items.every(isFree)) return
    setTimer(() => {
      void store?.load().then(
        (later) => {
          adopt(later)
          delivery.wake()
        },
        () => {},
      )
    }, ADOPT_MS)
  }

  /** Send everything now; true when nothing is left. */
  async function flush(): Promise<boolean> {
    await ready
    if (!isOpen) return false
    while (delivery.isSending()) await new Promise<void>((resolve) => setTimer(resolve, 10))
    await delivery.send(true)
    return !queue.waiting()
  }

  function recordStop(): void {
    const duration = Math.round(clock.steady() - startedAt) / 1_000
    if (sendsAppEvents) track('app_stop', { duration_seconds: duration })
  }

  const ready = start().catch(() => {})
  if (sendsAppEvents) {
    track('app_start', { version: head.app_version, mosis_version: head.mosis_version })
  }

  return {
    /** What is wrong with the options; a client with a problem does nothing. */
    problem,
    ready,
    track,
    screen,
    breadcrumb,
    captureError,
    frame,
    startup: (milliseconds: number) => track('perf_startup', { duration_ms: milliseconds }),
    memory(): boolean {
      const used = platform.memoryMb?.()
      return used !== undefined && track('perf_memory', { used_mb: used })
    },
    setConsent(consent: { usageAnalytics?: boolean; crashReports?: boolean }): void {
      choose({
        usage: consent?.usageAnalytics ?? settings.usage,
        crashes: consent?.crashReports ?? settings.crashes,
      })
    },
    optOut(isOptedOut = true): void {
      choose({ optedOut: isOptedOut })
    },
    flush,
    async shutdown(): Promise<boolean> {
      if (!isOpen) return false
      reportFrames()
      recordStop()
      const isSent = await flush()
      queue.saveDrops()
      await queue.flushWrites()
      isOpen = false
      return isSent
    },
    /** The page closes, or is hidden and may never come back. */
    close(isLast: boolean): void {
      if (!isOpen) return
      if (isLast) recordStop()
      delivery.sendClosing()
    },
    isOpen: () => isOpen,
    stats: (): Stats => ({
      ...delivery.stats,
      tracked,
      waiting: queue.waiting(),
      unreported: queue.unreported(),
    }),
  }
}
