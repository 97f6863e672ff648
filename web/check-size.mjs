// Fails the build when a first visit loads more than 250 KB of compressed script before charts.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const MAX_BYTES = 250_000
const dist = join(import.meta.dirname, 'dist')
const manifest = JSON.parse(await readFile(join(dist, '.vite', 'manifest.json'), 'utf8'))

/** Returns a file and all its static imports. */
function collectImports(key, keys = new Set()) {
  if (keys.has(key)) return keys
  keys.add(key)
  for (const each of manifest[key].imports ?? []) collectImports(each, keys)
  return keys
}

const firstVisit = new Set([
  ...collectImports('index.html'),
  ...collectImports('src/features/overview/OverviewPage.tsx'),
])
const scripts = [...firstVisit]
  .map((key) => manifest[key].file)
  .filter((file) => file.endsWith('.js'))
const sizes = await Promise.all(
  scripts.map(async (file) => gzipSync(await readFile(join(dist, file))).length),
)
const total = sizes.reduce((sum, size) => sum + size, 0)
const summary = `first load: ${String(Math.round(total / 1000))} KB of compressed script in ${String(scripts.length)} files`
if (total > MAX_BYTES) {
  process.stderr.write(`${summary}, more than ${String(MAX_BYTES / 1000)} KB\n`)
  process.exit(1)
}
if (!process.argv.includes('--quiet')) process.stdout.write(`${summary}\n`)
