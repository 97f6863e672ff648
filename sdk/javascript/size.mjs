/** Prints the size of the browser bundle, compressed, and fails above the limit. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT_BYTES = 8 * 1024

const bundle = readFileSync(new URL('dist/telemetry.iife.js', import.meta.url))
const bytes = gzipSync(bundle, { level: 9 }).length
process.stdout.write(`${JSON.stringify({ javascript_bytes: bytes })}\n`)
if (bytes > LIMIT_BYTES) {
  process.stderr.write(
    `The bundle has ${bytes} bytes compressed, and at most ${LIMIT_BYTES} are allowed.\n`,
  )
  process.exitCode = 1
}
