// Fails the build when what a first visit loads, before charts, is more than 250 KB of compressed script.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const MOST_BYTES = 250_000
const dist = join(import.meta.dirname, 'dist')
const manifest = JSON.parse(await readFile(join(dist, '.vite', 'manifest.json'), 'utf8'))

/** A file and all that it imports statically. */
function closure(key, found = new Set()) {
  if (found.has(key)) return found
  found.add(key)
  for (const each of manifest[key].imports ?? []) closure(each, found)
  return found
}

const firstVisit = new Set([
  ...closure('index.html'),
  ...closure('src/features/overview/OverviewPage.tsx'),
])
const scripts = [...firstVisit]
  .map((key) => manifest[key].file)
  .filter((file) => file.endsWith('.js'))
const sizes = await Promise.all(
  scripts.map(async (file) => gzipSync(await readFile(join(dist, file))).length),
)
const total = sizes.reduce((sum, size) => sum + size, 0)
const said = `first load: ${String(Math.round(total / 1000))} KB of compressed script in ${String(scripts.length)} files`
if (total > MOST_BYTES) {
  process.stderr.write(`${said}, more than ${String(MOST_BYTES / 1000)} KB\n`)
  process.exit(1)
}
if (!process.argv.includes('--quiet')) process.stdout.write(`${said}\n`)
