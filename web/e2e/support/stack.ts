/** The product itself, started by `telemetry-graph up` from a folder of its own. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const BIN = resolve(import.meta.dirname, '../../../.venv/bin')
const MAX_COMMAND_MS = 240_000
const REMOVED_VARIABLES = ['DATABASE_URL', 'REDIS_URL', 'TELEMETRY_PUBLIC_URL']

export interface Stack {
  folder: string
  address: string
  email: string
  password: string
  accessToken: string
  ingestKey: string
}

export async function startStack(): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'telemetry-e2e-'))
  const port = await findFreePort()
  const printed = runProgram(folder, 'telemetry-graph', ['up'], {
    TELEMETRY_PORT: String(port),
    TELEMETRY_ALERT_ALLOWED_NETWORKS: '127.0.0.0/8',
  })
  const word = (label: string) => new RegExp(`${label} +(\\S+)(?: +(\\S+))?`).exec(printed)
  const [, email = '', password = ''] = word('Sign in') ?? []
  return {
    folder,
    address: `http://127.0.0.1:${String(port)}`,
    email,
    password,
    accessToken: word('Access token')?.[1] ?? '',
    ingestKey: word('Ingest key')?.[1] ?? '',
  }
}

export function stopStack(folder: string): void {
  const where =
    'from pathlib import Path; from telemetry_graph.runtime import state_dir;' +
    ' print(state_dir(Path.cwd(), "up").parent)'
  const state = runProgram(folder, 'python', ['-c', where]).trim()
  runProgram(folder, 'telemetry-graph', ['down'])
  rmSync(state, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

/** One of the stack's own commands; answers what it printed. */
export function runCommand(folder: string, ...words: string[]): string {
  return runProgram(folder, 'telemetry-graph', words)
}

function runProgram(
  folder: string,
  program: string,
  words: string[],
  settings = {},
  input = '',
): string {
  const kept = Object.entries(process.env).filter(([name]) => !REMOVED_VARIABLES.includes(name))
  const done = spawnSync(join(BIN, program), words, {
    cwd: folder,
    env: { ...Object.fromEntries(kept), ...settings },
    encoding: 'utf8',
    input,
    timeout: MAX_COMMAND_MS,
  })
  if (done.status !== 0) {
    throw new Error(`${program} ${words.join(' ')} failed: ${done.stderr || String(done.error)}`)
  }
  return done.stdout
}

async function findFreePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => {
    probe.listen(0, '127.0.0.1', listening)
  })
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}
