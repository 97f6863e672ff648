/** The clients of Node and React Native, in whole programs and over fakes of their platforms. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { keyValueStore, type KeyValueStorage } from '../src/react-native.js'
import * as native from '../src/react-native.js'
import { accept, FakeServer, settle, type Sent } from './support.js'

const PACKAGE = join(import.meta.dirname, '..', '..', 'dist', 'node.js')
let folder = ''
let server: Server
let url = ''
let sent: Sent[] = []
let isDown = false

before(async () => {
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.on('end', () => {
      const kind = String(request.url).split('/').pop() ?? ''
      const received: Sent = { kind, body: JSON.parse(text), text, headers: {}, keepalive: false }
      if (!isDown) sent.push(received)
      response.statusCode = isDown ? 503 : 200
      response.end(JSON.stringify(isDown ? {} : accept(received).body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
after(() => server.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telemetry-'))
  sent = []
  isDown = false
})
afterEach(() => rm(folder, { recursive: true, force: true }).catch(() => {}))

/** Run a program of Node; returns its exit code and everything that it printed. */
async function run(program: string): Promise<[number | null, string]> {
  const start = `import * as telemetry from ${JSON.stringify(PACKAGE)}
const client = telemetry.init({ url: ${JSON.stringify(url)}, appId: 'com.example.notes',
  ingestKey: 'tgi_key', usageAnalytics: true, folder: ${JSON.stringify(folder)} })
`
  const child = spawn(process.execPath, ['--input-type=module', '-e', start + program])
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (printed += part.toString()))
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return [code, printed]
}
const types = () =>
  sent.flatMap(({ kind, body }) =>
    kind === 'crash' ? ['crash'] : body.events.map(({ type }: { type: string }) => type),
  )

test('a program that ends sends what it recorded and prints nothing', async () => {
  assert.deepEqual(await run(`telemetry.screen('home')`), [0, ''])
  assert.deepEqual(types(), ['app_start', 'screen_view', 'app_stop'])
  assert.deepEqual(await readdir(folder), ['settings.json'])
})

test('an error that ends the program is a fatal crash, sent by the next run', async () => {
  for (const program of [`throw new TypeError('x')`, `Promise.reject(new TypeError('x'))`]) {
    sent = []
    const [code, printed] = await run(program)
    assert.equal(code, 1)
    assert.equal(printed.match(/TypeError: x/g)?.length, 1)
    await run('')
    const [crash] = sent.filter(({ kind }) => kind === 'crash')
    assert.equal(crash?.body.crash.type, 'TypeError')
    assert.equal(crash?.body.crash.is_fatal, true)
  }
})

test('a program keeps its queue while the server is down, and its device id', async () => {
  isDown = true
  await run(`telemetry.screen('first'); await new Promise((resolve) => setTimeout(resolve, 200))`)
  assert.deepEqual(sent, [])
  isDown = false
  await run(`await telemetry.flush()`)
  assert.deepEqual(
    types().filter((type) => type === 'screen_view'),
    ['screen_view'],
  )
  const devices = new Set(sent.map((each: Sent) => each.body.device_id))
  assert.equal(devices.size, 1)
})

test('a damaged file of the queue counts its events as dropped', async () => {
  isDown = true
  await run(`for (let n = 0; n < 3; n++) telemetry.screen('s' + n)`)
  const names = (await readdir(folder)).filter((name) => name !== 'settings.json')
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), text.slice(0, -30))
  }
  await writeFile(join(folder, 'noise.json'), '\0\0\0')
  isDown = false
  await run(`await telemetry.flush()`)
  const dropped = sent.flatMap(({ body }) => body.client_report?.dropped ?? [])
  assert.ok(dropped.length > 0)
  assert.equal(dropped[0].reason, 'storage_failed')
  assert.equal(dropped[0].event_type, 'unknown')
})

test('a folder that cannot be written leaves the queue in memory', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  for (const place of ['/proc/nowhere', join(file, 'queue')]) {
    sent = []
    folder = place
    assert.deepEqual(await run(`telemetry.screen('home')`), [0, ''])
    assert.equal(types().length, 3)
  }
})

/** AsyncStorage, in memory. */
function makeStorage(): KeyValueStorage & { items: Map<string, string> } {
  const items = new Map<string, string>()
  return {
    items,
    getAllKeys: async () => [...items.keys()],
    multiGet: async (keys) => keys.map((key) => [key, items.get(key) ?? null] as const),
    multiSet: async (pairs) => pairs.forEach(([key, value]) => items.set(key, value)),
    multiRemove: async (keys) => keys.forEach((key) => items.delete(key)),
  }
}

test('React Native keeps its queue in AsyncStorage and reports what its handler gets', async () => {
  const storage = makeStorage()
  storage.items.set('other', 'of the app')
  storage.items.set('telemetry-graph com.example.notes bad', '{')
  const handled: unknown[] = []
  let handler = (error: unknown) => void handled.push(error)
  const ErrorUtils = {
    getGlobalHandler: () => handler,
    setGlobalHandler: (next: typeof handler) => void (handler = next),
  }
  Object.assign(globalThis, { ErrorUtils })
  const fake = new FakeServer()
  const client = native.init({
    url: 'http://x',
    appId: 'com.example.notes',
    ingestKey: 'k',
    storage,
    fetch: fake.fetch,
  })
  await client.ready
  const error = new Error('it broke')
  ;(handler as (error: unknown, isFatal: boolean) => void)(error, true)
  assert.deepEqual(handled, [error])
  assert.match([...storage.items.values()].join(), /it broke/)
  await settle()
  assert.equal(await native.shutdown(), true)
  assert.equal(fake.crashes[0].crash.is_fatal, true)
  assert.deepEqual(
    fake.events.map(({ type }) => type),
    ['app_start', 'app_stop'],
  )
  assert.equal(storage.items.get('other'), 'of the app')
  Reflect.deleteProperty(globalThis, 'ErrorUtils')
})

test('drops that a program left are taken by one of two', async () => {
  const store = keyValueStore(makeStorage(), 'a')
  const entries = [{ reason: 'queue_full', event_type: 'x', count: 3 }] as const
  await store.write([{ kind: 'drops', id: '1', entries: [...entries] }], [])
  assert.equal((await store.takeDrops()).length, 1)
  assert.equal((await store.takeDrops()).length, 0)
})
