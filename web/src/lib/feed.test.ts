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
let heardAt: number
let receivedAt: Record<string, number>

function feedOf(lookBackMs?: number): Feed<string> {
  return new Feed<string>({
    toKey: (item) => item,
    toReceivedAt: (item) => receivedAt[item] ?? Date.now(),
    now: () => Date.now(),
    lastAliveAt: () => heardAt,
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

const latest = (): Connection => {
  const found = connections.at(-1)
  if (!found) throw new Error('never connected')
  return found
}

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  connections = []
  heardAt = START
  receivedAt = {}
  return () => {
    vi.useRealTimers()
  }
})

describe('a feed', () => {
  it('connects while someone listens, and only then', () => {
    const feed = feedOf()
    expect(connections).toHaveLength(0)
    const leave = feed.subscribe(() => undefined)
    expect(latest().since).toBeNull()
    leave()
    expect(latest().isClosed).toBe(true)
  })

  it('shows each item once, newest first, and no more than it can hold', () => {
    const feed = feedOf()
    feed.subscribe(() => undefined)
    for (const item of ['a', 'b', 'a', 'c', 'd']) latest().sink.next(item)
    vi.advanceTimersByTime(16)
    expect(feed.get()).toMatchObject({ items: ['d', 'c', 'b'], total: 4 })
  })

  it('shows what comes together at once', () => {
    const feed = feedOf()
    const listener = vi.fn()
    feed.subscribe(listener)
    for (const item of ['a', 'b', 'c']) latest().sink.next(item)
    vi.advanceTimersByTime(16)
    expect(listener).toHaveBeenCalledOnce()
  })

  it('looks back when asked to', () => {
    feedOf(3_600_000).subscribe(() => undefined)
    expect(latest().since).toBe(at(-3_600_000))
  })

  it('resumes before its last sign of life, and tells what it caught up', () => {
    const feed = feedOf()
    feed.subscribe(() => undefined)
    latest().sink.next('a')
    heardAt = START + 120_000
    receivedAt = { b: START + 130_000 }
    vi.setSystemTime(START + 500_000)
    latest().sink.end(false)
    vi.advanceTimersByTime(250)
    expect(connections).toHaveLength(2)
    expect(latest().since).toBe(at(60_000))
    latest().sink.next('a')
    latest().sink.next('b')
    vi.advanceTimersByTime(16)
    expect(feed.get()).toMatchObject({ items: ['b', 'a'], recovered: 1 })
  })

  it('tells what it caught up however long the server takes to send it', () => {
    const feed = feedOf()
    feed.subscribe(() => undefined)
    receivedAt = { missed: START + 20_000, new: START + 40_000 }
    vi.setSystemTime(START + 30_000)
    latest().sink.end(false)
    vi.advanceTimersByTime(60_000)
    for (const item of ['missed', 'new']) latest().sink.next(item)
    vi.advanceTimersByTime(16)
    expect(feed.get()).toMatchObject({ items: ['new', 'missed'], recovered: 1 })
  })

  it('keeps asking since the same instant while the server is away', () => {
    feedOf(3_600_000).subscribe(() => undefined)
    heardAt = START - 1
    for (let attempt = 0; attempt < 6; attempt++) {
      latest().sink.end(false)
      vi.advanceTimersByTime(10_000)
    }
    expect(connections).toHaveLength(7)
    expect(latest().since).toBe(at(-3_600_000))
  })

  it('asks again for all when it was cut before it can have had it', () => {
    feedOf(3_600_000).subscribe(() => undefined)
    heardAt = START + 2_000
    latest().sink.end(false)
    vi.advanceTimersByTime(250)
    expect(latest().since).toBe(at(-3_600_000))
  })

  it('asks for a day at most', () => {
    feedOf().subscribe(() => undefined)
    heardAt = START + 1
    vi.setSystemTime(START + 3 * 86_400_000)
    latest().sink.end(false)
    vi.advanceTimersByTime(250)
    expect(latest().since).toBe(at(3 * 86_400_000 - 86_340_000))
  })

  it('stops when it is refused', () => {
    const feed = feedOf()
    feed.subscribe(() => undefined)
    latest().sink.end(true)
    vi.advanceTimersByTime(60_000)
    expect(connections).toHaveLength(1)
    expect(feed.get().isRejected).toBe(true)
  })
})
