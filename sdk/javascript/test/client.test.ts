import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { createClient } from '../src/client.js'
import * as telemetry from '../src/global.js'
import { deriveUuid7, hashDeviceId, makeUuid7, sha256, uuid7Milliseconds } from '../src/ids.js'
import {
  accept,
  DAY,
  Device,
  flushed,
  NOON,
  settle,
  views,
  type Reply,
  type Sent,
} from './support.js'

const OFFLINE = new Error('no route')

test('SHA-256 is that of the platform, for any text', () => {
  for (const text of [
    '',
    'abc',
    'ü€😀',
    'x'.repeat(55),
    'x'.repeat(56),
    'x'.repeat(64),
    'é'.repeat(999),
  ]) {
    assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'))
  }
  const hashed = hashDeviceId('my-device', 'com.example.demo')
  assert.equal(hashed, sha256('my-devicemosis_salt_com.example.demo'))
})

test('UUIDv7 carries its time, and parts of a batch have fixed ids', () => {
  const id = makeUuid7(NOON)
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(uuid7Milliseconds(id), NOON)
  assert.equal(deriveUuid7(id, 'first'), deriveUuid7(id, 'first'))
  assert.notEqual(deriveUuid7(id, 'first'), deriveUuid7(id, 'second'))
})

test('a batch is sent after fifty events, or after a minute', async () => {
  const device = new Device()
  const client = await device.start()
  views(client, 49)
  await device.advance(59_000)
  assert.equal(device.server.sent.length, 0)
  await device.advance(1_100)
  assert.equal(device.server.events.length, 49)
  views(client, 50)
  await device.advance(100)
  assert.equal(device.server.batches[1].events.length, 50)
  assert.equal(client.stats().stored, 99)
})

test('a batch is what the specification says', async () => {
  const device = new Device()
  const client = await device.start({
    appVersion: '1.2.0',
    mosisVersion: '1.0.0',
    sessionId: 'run-1',
  })
  client.screen('home')
  assert.equal(await flushed(device, client), true)
  const { batch_id: id, ...batch } = device.server.batches[0]
  assert.equal(uuid7Milliseconds(id), NOON)
  assert.deepEqual(batch, {
    app_id: 'com.example.notes',
    device_id: sha256('my-devicemosis_salt_com.example.notes'),
    session_id: 'run-1',
    app_version: '1.2.0',
    mosis_version: '1.0.0',
    consent: { crash_reports: true, usage_analytics: true },
    events: [
      {
        type: 'screen_view',
        timestamp: new Date(NOON).toISOString(),
        data: { screen_name: 'home' },
      },
    ],
  })
  assert.equal(device.server.sent[0]?.headers.Authorization, 'Bearer tgi_key')
})

test('start and stop are recorded with the duration', async () => {
  const device = new Device()
  const client = await device.start({ sendsAppEvents: true, appVersion: '1.2.0' })
  await device.advance(12_500)
  const ended = client.shutdown()
  await device.advance(200)
  assert.equal(await ended, true)
  const [start, stop] = device.server.events
  assert.deepEqual(start.data, { version: '1.2.0', mosis_version: null })
  assert.deepEqual(stop.data, { duration_seconds: 12.5 })
})

test('a retry is the same request, in this page and in the next', async () => {
  const device = new Device()
  device.server.answers = [OFFLINE, { status: 503 }, { status: 200, body: '<html>' }]
  device.server.default = OFFLINE
  const client = await device.start()
  views(client, 50)
  await device.advance(60_000)
  device.kill()
  device.server.default = accept
  await device.start()
  await device.advance(1_000)
  const texts = new Set(device.server.sent.map(({ text }) => text))
  assert.equal(texts.size, 1)
  assert.ok(device.server.sent.length > 4)
  assert.equal(device.store.items.size, 1) // the settings
})

test('backoff doubles up to five minutes, with a random part off', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const client = await device.start()
  views(client, 50)
  const times: number[] = []
  device.server.default = () => {
    times.push(device.clock)
    return OFFLINE
  }
  await device.advance(3_600_000)
  times.slice(1).forEach((time, number) => {
    const wait = time - times[number]!
    const longest = Math.min(300_000, 1_000 * 2 ** number)
    assert.ok(wait >= longest / 2 && wait <= longest + 60, `${number}: ${wait}`)
  })
  assert.ok(times.length > 15)
  assert.equal(client.stats().waiting, 50)
})

test('Retry-After is honoured, even by a flush', async () => {
  for (const status of [429, 503]) {
    const device = new Device()
    device.server.answers = [{ status, body: { error: {} }, headers: { 'Retry-After': '120' } }]
    const client = await device.start()
    views(client, 50)
    await device.advance(119_000)
    assert.equal(await flushed(device, client), false)
    assert.equal(device.server.sent.length, 1)
    await device.advance(2_000)
    assert.equal(client.stats().stored, 50)
  }
})

test('a refused key stops sending for an hour and keeps the queue', async () => {
  for (const status of [401, 403]) {
    const device = new Device()
    device.server.answers = [{ status, body: { error: { code: 'UNAUTHENTICATED' } } }]
    const client = await device.start()
    views(client, 50)
    await device.advance(3_590_000)
    assert.equal(device.server.sent.length, 1)
    await device.advance(20_000)
    assert.equal(client.stats().stored, 50)
  }
})

test('a rejected batch is dropped and reported with the next', async () => {
  const device = new Device()
  device.server.answers = [{ status: 400, body: { error: { code: 'MALFORMED_BODY' } } }]
  const client = await device.start()
  views(client, 50)
  await device.advance(1_000)
  client.track('app_stop')
  await flushed(device, client)
  assert.deepEqual(device.server.reported(), { 'rejected_batch screen_view': 50 })
  assert.equal(client.stats().unreported, 0)
})

test('a batch that is too large is split until it fits', async () => {
  const device = new Device()
  device.server.default = (sent) => (sent.body.events.length <= 20 ? accept(sent) : { status: 413 })
  const client = await device.start()
  views(client, 50)
  await device.advance(5_000)
  const stored = device.server.batches.filter(({ events }) => events.length <= 20)
  assert.equal(new Set(stored.map(({ batch_id: id }) => id)).size, 4)
  assert.equal(client.stats().stored, 50)
})

test('answers of strangers acknowledge nothing', async () => {
  const device = new Device()
  device.server.answers = [
    { status: 200, body: '<html>Sign in</html>' },
    { status: 200, body: '{"received": 5' },
    { status: 200, body: '[]' },
    { status: 200, body: 'null' },
    { status: 500, body: '<html>' },
  ]
  const client = await device.start()
  views(client, 50)
  await device.advance(600_000)
  assert.equal(device.server.sent.length, 6)
  assert.equal(new Set(device.server.batches.map(({ batch_id: id }) => id)).size, 1)
  assert.equal(client.stats().stored, 50)
})

test('a server that knows no client reports gets the batch without it', async () => {
  const device = new Device()
  const message = 'Object contains unknown field `client_report`'
  device.server.default = (sent) =>
    sent.body.client_report ? { status: 400, body: { error: { message } } } : accept(sent)
  const client = await device.start()
  client.track('Not a name')
  views(client, 2)
  await flushed(device, client)
  const [first, second] = device.server.batches
  assert.equal(first.batch_id, second.batch_id)
  assert.equal(client.stats().stored, 2)
  assert.equal(client.stats().unreported, 1)
})

test('data that the server would reject is dropped and counted', async () => {
  const device = new Device()
  const client = await device.start()
  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('hostile')
      },
    },
  )
  const getter = Object.defineProperty({}, 'x', {
    enumerable: true,
    get: () => {
      throw new Error()
    },
  })
  const bad = [NaN, Infinity, () => 1, Symbol('x'), 10n, [1], { y: 1 }, new Date()].map((x) => ({
    x,
  }))
  for (const data of [...bad, cyclic, hostile, getter, 'text', 7, [1]]) {
    assert.equal(client.track('feature_used', data as never), false)
  }
  for (const name of ['', 'Upper', 'has space', 'x'.repeat(65), 'a\n', null, 7, {}, Symbol('x')]) {
    assert.equal(client.track(name as never), false)
  }
  client.track('app_start')
  await flushed(device, client)
  assert.deepEqual(device.server.reported(), {
    'invalid_data feature_used': 14,
    'invalid_data unknown': 9,
  })
})

test('text that cannot be stored is repaired', async () => {
  const device = new Device()
  const client = await device.start()
  client.screen('a\0b\ud800c😀' + 'x'.repeat(300))
  await flushed(device, client)
  const name: string = device.server.events[0].data.screen_name
  assert.equal(name.slice(0, 7), 'a\ufffdb\ufffdc😀')
  assert.equal(name.length, 200)
})

test('crashes have stack, screen, memory, uptime and the last twenty breadcrumbs', async () => {
  const device = new Device()
  const client = await device.start()
  for (let step = 0; step < 30; step++) client.breadcrumb(`step ${step}\n`)
  await device.advance(1_500)
  client.screen('profile')
  const error = new TypeError('x is undefined')
  assert.deepEqual(
    [client.captureError(error, { isFatal: true }), client.captureError(error)],
    [true, false],
  )
  await device.advance(100)
  const { crash, crash_id: id, timestamp } = device.server.crashes[0]
  assert.equal(uuid7Milliseconds(id), NOON + 1_500)
  assert.equal(timestamp, new Date(NOON + 1_500).toISOString())
  assert.deepEqual(
    { ...crash, stack_trace: 0 },
    {
      type: 'TypeError',
      message: 'x is undefined',
      stack_trace: 0,
      is_fatal: true,
      context: { screen: 'profile', memory_mb: 42.5, uptime_seconds: 1.5 },
    },
  )
  const lines = crash.stack_trace.split('\n')
  assert.match(lines.at(-22), /^ {4}at /)
  assert.equal(lines.at(-21), 'breadcrumbs:')
  assert.equal(lines.at(-20), '  1.5 s before: step 11 ')
  assert.equal(lines.at(-1), '  0.0 s before: screen profile')
})

test('anything can be thrown', async () => {
  const device = new Device()
  const client = await device.start()
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('hostile')
      },
    },
  )
  const named = Object.assign(new Error('m'), { name: Symbol('x') })
  for (const thrown of [
    'text',
    7,
    null,
    undefined,
    {},
    hostile,
    named,
    Object.freeze(new Error('frozen')),
  ]) {
    assert.equal(client.captureError(thrown), true)
  }
  await device.advance(1_000)
  assert.equal(device.server.crashes.length, 8)
  assert.equal(device.server.crashes[0].crash.message, 'text')
})

test('survived errors are bounded by the minute and counted', async () => {
  const device = new Device()
  const client = await device.start()
  let kept = 0
  for (let number = 0; number < 100; number++)
    kept += +client.captureError(new Error(`number ${number}`))
  assert.equal(kept, 60)
  client.track('app_start')
  await device.advance(61_000)
  assert.deepEqual(device.server.reported(), { 'queue_full lua_error': 40 })
})

test('a filter can change and drop, and its failure drops', async () => {
  const device = new Device()
  const client = await device.start({
    beforeSend: (kind, data) => {
      const { screen_name: name } = data as { screen_name: string }
      if (name === 'fail') throw new Error('fail')
      if (kind === 'crash') return { ...data, message: '(removed)' }
      return name === 'drop' ? null : { screen_name: name.toUpperCase() }
    },
  })
  for (const name of ['home', 'drop', 'fail']) client.screen(name)
  client.captureError(new Error('my secret'))
  await flushed(device, client)
  assert.deepEqual(
    device.server.events.map(({ data }) => data.screen_name),
    ['HOME'],
  )
  assert.equal(device.server.crashes[0].crash.message, '(removed)')
  assert.deepEqual(device.server.reported(), { 'invalid_data screen_view': 2 })
})

test('the oldest usage events are dropped first and crashes last, and the books balance', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const client = await device.start({ maxQueueEvents: 100 })
  client.captureError(new Error('it broke'))
  client.track('app_start')
  client.track('perf_memory', { used_mb: 1 })
  for (let first = 0; first < 400; first += 10) {
    views(client, 10, first)
    await device.advance(1_000)
  }
  device.server.default = accept
  await device.advance(400_000)
  client.track('app_stop')
  await flushed(device, client)
  const { tracked, stored, crashesStored, reported } = client.stats()
  assert.equal(crashesStored, 1)
  assert.equal(stored + crashesStored + reported, tracked)
  assert.ok(reported >= 300)
  assert.equal(device.server.reported()['queue_full screen_view'], reported)
})

test('bytes are bounded too', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const client = await device.start({ maxQueueBytes: 3_000, batchEvents: 500 })
  for (let number = 0; number < 40; number++)
    client.track('screen_view', { screen_name: 'x'.repeat(200) })
  device.server.default = accept
  await flushed(device, client)
  assert.ok((device.server.reported()['queue_bytes screen_view'] ?? 0) > 20)
})

test('nothing is recorded or counted without consent', async () => {
  const device = new Device()
  const client = await device.start({ usageAnalytics: false, crashReports: false })
  assert.equal(client.track('screen_view'), false)
  assert.equal(client.track('level_done'), false)
  assert.equal(client.captureError(new Error()), false)
  assert.equal(client.track('app_start'), true)
  await flushed(device, client)
  const [batch] = device.server.batches
  assert.deepEqual(batch.consent, { crash_reports: false, usage_analytics: false })
  assert.equal(batch.client_report, undefined)
})

test('withdrawn consent erases at once and is reported', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const client = await device.start()
  client.track('app_start')
  views(client, 99)
  client.captureError(new Error('it broke'))
  await device.advance(5_000)
  client.setConsent({ usageAnalytics: false, crashReports: false })
  await settle()
  assert.doesNotMatch([...device.store.items.values()].join(), /"s\d+"|it broke/)
  device.server.default = accept
  device.server.sent = []
  await device.advance(400_000)
  client.track('app_stop')
  await flushed(device, client)
  assert.deepEqual(
    device.server.events.map(({ type }) => type),
    ['app_start', 'app_stop'],
  )
  assert.deepEqual(device.server.crashes, [])
  assert.deepEqual(device.server.reported(), {
    'consent_withdrawn screen_view': 99,
    'consent_withdrawn lua_error': 1,
  })
})

test('consent given later is in the batch of the events that need it', async () => {
  const device = new Device()
  const client = await device.start({ usageAnalytics: false })
  client.track('app_start')
  client.setConsent({ usageAnalytics: true })
  views(client, 1)
  await flushed(device, client)
  const consents = device.server.batches.map(({ consent }) => consent.usage_analytics)
  assert.deepEqual(consents, [false, true])
})

test('opting out erases everything, sends nothing, and outlives the page', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const client = await device.start()
  views(client, 50)
  await device.advance(5_000)
  const sent = device.server.sent.length
  client.optOut()
  await device.advance(4_000_000)
  assert.equal(client.track('app_start'), false)
  device.kill()
  device.server.default = accept
  const again = await device.start()
  await device.advance(400_000)
  assert.equal(again.track('app_start'), false)
  assert.equal(device.server.sent.length, sent)
  again.optOut(false)
  assert.equal(again.track('app_start'), true)
})

test('choices outlive the page, other pages follow them, and early events wait for them', async () => {
  const device = new Device()
  const first = await device.start()
  const second = await device.start()
  second.track('screen_view')
  first.setConsent({ usageAnalytics: false })
  await settle()
  await device.advance(61_000)
  assert.equal(second.track('screen_view'), false)
  assert.equal(device.server.events.length, 0)
  first.setConsent({ usageAnalytics: true })
  await settle()
  const third = createClient(
    {
      url: 'http://x',
      appId: 'a',
      ingestKey: 'k',
      sendsAppEvents: false,
      fetch: device.server.fetch,
    },
    device.platform(),
  )
  third.track('screen_view', { screen_name: 'early' })
  assert.equal(await flushed(device, third), true)
  assert.equal(device.server.events.at(-1).data.screen_name, 'early')
})

const sampled =
  (kept: boolean) =>
  (sent: Sent): Reply => {
    const reply = accept(sent)
    const rates = [
      { event_type: 'screen_view', rate: kept ? 0.999 : 0.001 },
      { event_type: 7 },
      null,
    ]
    return { ...reply, body: { ...(reply.body as object), sampling: rates } }
  }

test('rates of the answers are applied to the session, and stated', async () => {
  for (const kept of [true, false]) {
    const device = new Device()
    device.server.default = sampled(kept)
    const client = await device.start({ sessionId: 'abc' }) // 0.728 of the way
    client.track('app_start')
    await flushed(device, client)
    assert.equal(client.track('screen_view'), kept)
    client.track('app_stop')
    await flushed(device, client)
    const [, batch] = device.server.batches
    assert.deepEqual(batch.sampling, [{ event_type: 'screen_view', rate: kept ? 0.999 : 0.001 }])
    assert.equal(batch.events.length, kept ? 2 : 1)
  }
})

/** Answers about times as the real server does; its clock runs with the steady one. */
const serveAt = (device: Device, time: number) => {
  const began = device.clock
  device.server.default = (sent) => {
    const now = time + device.clock - began
    const headers = { Date: new Date(now).toUTCString() }
    const made = sent.kind === 'events' ? uuid7Milliseconds(sent.body.batch_id) : now
    if (made < now - 14 * DAY || made > now + 600_000)
      return { status: 400, body: { error: {} }, headers }
    const reply = accept(sent)
    const times: number[] = (sent.body.events ?? []).map(({ timestamp }: { timestamp: string }) =>
      Date.parse(timestamp),
    )
    const rejected = times.flatMap((at, index) =>
      at < now - 7 * DAY || at > now + 600_000
        ? [{ index, code: at < now ? 'TOO_OLD' : 'IN_FUTURE' }]
        : [],
    )
    const received = times.length - rejected.length
    return { ...reply, headers, body: { ...(reply.body as object), received, rejected } }
  }
}

test('a clock stuck in 1970 is corrected by the first answer', async () => {
  const device = new Device()
  serveAt(device, NOON)
  device.wall = 5_000
  const client = await device.start()
  views(client, 3)
  assert.equal(await flushed(device, client), true)
  assert.equal(client.stats().stored, 3)
  for (const { timestamp } of device.server.batches.at(-1).events) {
    assert.ok(Math.abs(Date.parse(timestamp) - NOON) < 2_000)
  }
})

test('a clock that jumps ahead and back loses nothing', async () => {
  const device = new Device()
  serveAt(device, NOON)
  const client = await device.start()
  for (const jump of [0, 30, -45, 15]) {
    device.wall += jump * DAY
    views(client, 5)
    await flushed(device, client)
    await device.advance(60_000)
  }
  assert.equal(client.stats().stored, 20)
  assert.equal(client.stats().rejected, 0)
})

test('old events expire when a server has stated the time', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const client = await device.start()
  views(client, 50)
  await device.advance(5_000)
  serveAt(device, device.wall)
  device.server.answers = [
    {
      status: 503,
      body: { error: {} },
      headers: { Date: new Date(device.wall + 8 * DAY).toUTCString() },
    },
  ]
  await device.advance(60_000)
  device.wall += 8 * DAY
  await device.advance(60_000)
  client.track('app_stop')
  await flushed(device, client)
  assert.equal(client.stats().reported, 50)
  assert.ok(device.server.reported()['expired screen_view'])
})

test('a store that fails or hangs leaves the queue in memory', async () => {
  for (const fault of ['broken', 'hanging']) {
    const device = new Device()
    if (fault === 'broken') device.store.isBroken = true
    else device.store.load = () => new Promise(() => {})
    const starting = device.start()
    await device.advance(4_000)
    const client = await starting
    views(client, 50)
    client.captureError(new Error('it broke'))
    await device.advance(1_000)
    assert.equal(client.stats().stored, 50, fault)
    assert.equal(client.stats().crashesStored, 1)
  }
})

test('pages share a store and send each batch under one id', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const one = await device.start()
  views(one, 60)
  await device.advance(2_000)
  device.kill()
  device.server.default = accept
  device.server.sent = []
  const other = await device.start()
  await device.advance(1_000)
  assert.equal(device.server.events.length, 50) // the full one
  await device.advance(130_000) // the open one may be of a living page until then
  assert.equal(device.server.events.length, 60)
  assert.equal(other.stats().waiting, 0)
})

test('a closing page sends what it has, and the next page sends the rest', async () => {
  const device = new Device()
  const client = await device.start({ sendsAppEvents: true })
  views(client, 3)
  device.server.default = () => new Promise(() => {})
  client.close(true)
  await settle()
  const [closing] = device.server.sent
  assert.equal(closing?.keepalive, true)
  assert.equal(closing?.body.events.length, 5)
  device.kill()
  device.server.default = accept
  await device.start()
  await device.advance(1_000)
  assert.equal(device.server.sent.length, 2)
  assert.equal(device.server.sent[1]?.text, closing?.text)
})

test('wrong options give a client that does nothing and says why', async () => {
  for (const wrong of [
    { url: 'ftp://x' },
    { url: '' },
    { appId: 7 },
    { ingestKey: 'a\nb' },
    { batchEvents: 0 },
    { intervalSeconds: NaN },
  ]) {
    const device = new Device()
    const client = await device.start(wrong as never)
    assert.ok(client.problem)
    assert.equal(client.track('app_start'), false)
    assert.equal(client.captureError(new Error()), false)
    assert.equal(await client.flush(), false)
    assert.equal(await client.shutdown(), false)
    client.frame(1)
    client.close(true)
  }
})

test('nothing happens after the end', async () => {
  const device = new Device()
  const client = await device.start()
  const ended = client.shutdown()
  await device.advance(200)
  await ended
  assert.equal(client.track('app_start'), false)
  assert.equal(client.captureError(new Error()), false)
  assert.equal(await client.shutdown(), false)
  client.setConsent({ usageAnalytics: true })
  client.optOut()
  assert.equal(telemetry.requestExport(), 'not available')
  assert.equal(telemetry.requestDeletion(), 'not available')
})

test('a day offline balances to the unit', async () => {
  const device = new Device()
  device.server.default = OFFLINE
  const client = await device.start()
  for (let number = 0; number < 10_000; number++) {
    client.track('screen_view', { screen_name: `s${number % 7}` })
    if (number % 500 === 0) client.captureError(new Error(`number ${number}`))
    if (number % 250 === 0) await device.advance(DAY / 40)
  }
  device.server.default = accept
  await device.advance(600_000)
  client.track('app_stop')
  await flushed(device, client)
  const { tracked, stored, crashesStored, reported, unreported, waiting } = client.stats()
  assert.equal(crashesStored, 20)
  assert.equal(tracked, 10_021)
  assert.deepEqual([waiting, unreported], [0, 0])
  assert.equal(stored + crashesStored + reported, tracked)
})
