/** Identifiers: SHA-256, device ids, UUIDv7, a session's position for sampling. */

const ROUND: number[] = []
const START: number[] = []

/** The first 32 bits of the fractional parts of roots of primes: the constants of SHA-256. */
function fillConstants(): void {
  const fraction = (value: number) => ((value % 1) * 0x1_0000_0000) | 0
  for (let candidate = 2; ROUND.length < 64; candidate++) {
    let isPrime = true
    for (let factor = 2; factor * factor <= candidate; factor++) {
      if (candidate % factor === 0) isPrime = false
    }
    if (!isPrime) continue
    if (START.length < 8) START.push(fraction(candidate ** 0.5))
    ROUND.push(fraction(candidate ** (1 / 3)))
  }
}

/** Encode as UTF-8, without TextEncoder, which some platforms do not have. */
const encodeUtf8 = (text: string): number[] =>
  Array.from(unescape(encodeURIComponent(toWellFormed(text))), (byte) => byte.charCodeAt(0))

/** Replace lone surrogates. */
export const toWellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) =>
    found.length === 2 ? found : '\ufffd',
  )

/** SHA-256 in lowercase hex. `crypto.subtle` is asynchronous, and missing outside of https. */
export function sha256(text: string): string {
  if (!ROUND.length) fillConstants()
  const bytes = encodeUtf8(text)
  const bits = bytes.length * 8
  bytes.push(0x80)
  while (bytes.length % 64 !== 56) bytes.push(0)
  for (let shift = 56; shift >= 0; shift -= 8) bytes.push(Math.floor(bits / 2 ** shift) & 255)
  const hash = [...START]
  for (let block = 0; block < bytes.length; block += 64) mix(hash, bytes, block)
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function mix(hash: number[], bytes: number[], block: number): void {
  const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))
  const words: number[] = []
  const state = [...hash] as [number, number, number, number, number, number, number, number]
  for (let at = 0; at < 64; at++) {
    if (at < 16) {
      let word = 0
      for (let byte = 0; byte < 4; byte++) word = (word << 8) | bytes[block + at * 4 + byte]!
      words.push(word)
    } else {
      const early = words[at - 15]!
      const late = words[at - 2]!
      const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
      const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
      words.push((words[at - 16]! + low + words[at - 7]! + high) | 0)
    }
    const [a, b, c, d, e, f, g, h] = state
    const choice = (e & f) ^ (~e & g)
    const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUND[at]! + words[at]!
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority
    state.pop()
    state.unshift((first + second) | 0)
    state[4] = (d + first) | 0
  }
  state.forEach((word, at) => (hash[at] = (hash[at]! + word) | 0))
}

/** The id under which a device is sent: different per app, never reversed. */
export const hashDeviceId = (rawId: string, appId: string): string =>
  sha256(`${rawId}mosis_salt_${appId}`)

/** A session's place in 0 … 1; it is kept at every rate above that. */
export const samplingPosition = (sessionId: string): number =>
  parseInt(sha256(sessionId).slice(0, 8), 16) / 0x1_0000_0000

/** Platforms without `crypto` get ids that differ, but can be guessed. */
const randomHex = (): string =>
  Array.from(
    globalThis.crypto?.getRandomValues(new Uint8Array(16)) ??
      Array.from({ length: 16 }, randomByte),
    (byte) => byte.toString(16).padStart(2, '0'),
  ).join('')
const randomByte = () => Math.floor(Math.random() * 256)

/** A UUID whose first 48 bits are a time in milliseconds (RFC 9562). */
export function makeUuid7(milliseconds: number, hex: string = randomHex()): string {
  const time = Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0').slice(-12)
  const variant = ((parseInt(hex[3]!, 16) & 3) | 8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

export const uuid7Milliseconds = (uuid: string): number =>
  parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)

/** The id of a part of a batch, the same each time, so that a retry adds nothing. */
export const deriveUuid7 = (parent: string, part: string): string =>
  makeUuid7(uuid7Milliseconds(parent), sha256(`${parent}/${part}`))
