import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Feed, type Sink } from '@/lib/feed'

const START = Date.parse('2026-11-23T12:00:00Z')
const at = (ms: number) => new Date(START + ms).toISOString()

interface Connection {
  since: string | null
  sink: Sink<string>
  isClosed: boolean
}

let connections: Connection[]
let aliveAt: number
let receivedAt: Record<string, number>

function createFeed(lookBackMs?: number): Feed<string> {
  return new Feed<string>({
    toKey: (item) => item,
    toReceivedAt: (item) => receivedAt[item] ?? Date.now(),
    now: () => Date.now(),
    lastAliveAt: () => aliveAt,
    lookBackMs,
    capacity: 3,
    open: (since, sink) => {
      const connection = { since, sink, isClosed: false }
      connections.push(connection)
      return () => {
        connection.isClosed = true
      }
    },
  })
}

const latestConnection = (): Connection => {
  const connection = connections.at(-1)
  if (!connection) throw new Error('never connected')
  return connection
}

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  connections = []
  aliveAt = START
  receivedAt = {}
  return () => {
    vi.useRealTimers()
  }
})

describe('a feed', () => {
  it('is connected only while it has subscribers', () => {
    const feed = createFeed()
    expect(connections).toHaveLength(0)
    const unsubscribe = feed.subscribe(() => undefined)
    expect(latestConnection().since).toBeNull()
    unsubscribe()
    expect(latestConnection().isClosed).toBe(true)
  })

  it('contains each item once, newest first, up to its capacity', () => {
    const feed = createFeed()
    feed.subscribe(() => undefined)
    for (const item of ['a', 'b', 'a', 'c', 'd']) latestConnection().sink.next(item)
    vi.advanceTimersByTime(16)
    expect(feed.get()).toMatchObject({ items: ['d', 'c', 'b'], total: 4 })
  })

  it('publishes items that arrive together in one update', () => {
    const feed = createFeed()
    const listener = vi.fn()
    feed.subscribe(listener)
    for (const item of ['a', 'b', 'c']) latestConnection().sink.next(item)
    vi.advanceTimersByTime(16)
    expect(listener).toHaveBeenCalledOnce()
  })

  it('starts in the past when it is given a look-back', () => {
    createFeed(3_600_000).subscribe(() => undefined)
    expect(latestConnection().since).toBe(at(-3_600_000))
  })

  it('resumes before the last time it was alive, and counts the recovered items', () => {
    const feed = createFeed()
    feed.subscribe(() => undefined)
    latestConnection().sink.next('a')
    aliveAt = START + 120_000
    receivedAt = { b: START + 130_000 }
    vi.setSystemTime(START + 500_000)
    latestConnection().sink.end(false)
    vi.advanceTimersByTime(250)
    expect(connections).toHaveLength(2)
    expect(latestConnection().since).toBe(at(60_000))
    latestConnection().sink.next('a')
    latestConnection().sink.next('b')
    vi.advanceTimersByTime(16)
    expect(feed.get()).toMatchObject({ items: ['b', 'a'], recovered: 1 })
  })

  it('counts recovered items however long the server takes to send them', () => {
    const feed = createFeed()
    feed.subscribe(() => undefined)
    receivedAt = { missed: START + 20_000, new: START + 40_000 }
    vi.setSystemTime(START + 30_000)
    latestConnection().sink.end(false)
    vi.advanceTimersByTime(60_000)
    for (const item of ['missed', 'new']) latestConnection().sink.next(item)
    vi.advanceTimersByTime(16)
    expect(feed.get()).toMatchObject({ items: ['new', 'missed'], recovered: 1 })
  })

  it('keeps its start while the server is unavailable', () => {
    createFeed(3_600_000).subscribe(() => undefined)
    aliveAt = START - 1
    for (let attempt = 0; attempt < 6; attempt++) {
      latestConnection().sink.end(false)
      vi.advanceTimersByTime(10_000)
    }
    expect(connections).toHaveLength(7)
    expect(latestConnection().since).toBe(at(-3_600_000))
  })

  it('starts from the beginning when the connection was too short to complete its replay', () => {
    createFeed(3_600_000).subscribe(() => undefined)
    aliveAt = START + 2_000
    latestConnection().sink.end(false)
    vi.advanceTimersByTime(250)
    expect(latestConnection().since).toBe(at(-3_600_000))
  })

  it('looks back at most one day', () => {
    createFeed().subscribe(() => undefined)
    aliveAt = START + 1
    vi.setSystemTime(START + 3 * 86_400_000)
    latestConnection().sink.end(false)
    vi.advanceTimersByTime(250)
    expect(latestConnection().since).toBe(at(3 * 86_400_000 - 86_340_000))
  })

  it('stops when the server rejects it', () => {
    const feed = createFeed()
    feed.subscribe(() => undefined)
    latestConnection().sink.end(true)
    vi.advanceTimersByTime(60_000)
    expect(connections).toHaveLength(1)
    expect(feed.get().isRejected).toBe(true)
  })
})
