/** The vectors that all SDKs and the server share. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { hashDeviceId, makeUuid7, samplingPosition, uuid7Milliseconds } from '../src/ids.js'
import { judge } from '../src/transport.js'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'tests', 'vectors')
const load = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'))

test('device ids', () => {
  for (const { raw_id: raw, app_id: app, device_id: id } of load('device_ids').vectors) {
    assert.equal(hashDeviceId(raw, app), id)
  }
})

test('batch ids', () => {
  for (const { milliseconds, random, uuid } of load('batch_ids').made) {
    const [first, ...rest] = random as number[]
    const bits = (rest as number[]).reduce(
      (sum, part, at) => (sum << BigInt(at ? 16 : 14)) | BigInt(part),
      0n,
    )
    // The two bits of the variant take the place of the first two bits of the fourth group.
    const hex = first!.toString(16).padStart(3, '0') + bits.toString(16).padStart(16, '0')
    assert.equal(makeUuid7(milliseconds, hex), uuid)
    assert.equal(uuid7Milliseconds(uuid), milliseconds)
  }
})

test('sampling', () => {
  for (const each of load('sampling').vectors) {
    if (!each.session_id) continue // a session of this SDK always has an id
    assert.equal(samplingPosition(each.session_id), each.first_32_bits / 2 ** 32)
    assert.equal(samplingPosition(each.session_id) < each.rate, each.is_kept)
  }
})

test('answers', () => {
  const verdicts: Record<string, string> = {
    accept: 'stored',
    reject: 'rejected',
    check_clock: 'rejected',
    pause: 'refused',
  }
  for (const { name, path, status, answer, device } of load('requests').requests) {
    const expected = path.endsWith('crash') ? 'id' : 'received'
    assert.equal(judge({ status, fields: answer, retryAfter: 0 }, expected), verdicts[device], name)
  }
})
