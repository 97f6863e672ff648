/** Runs the product with `telemetry-graph up` in its own folder. */
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
  const output = runProgram(folder, 'telemetry-graph', ['up'], {
    TELEMETRY_PORT: String(port),
    TELEMETRY_ALERT_ALLOWED_NETWORKS: '127.0.0.0/8',
  })
  const readLine = (label: string) => new RegExp(`${label} +(\\S+)(?: +(\\S+))?`).exec(output)
  const [, email = '', password = ''] = readLine('Sign in') ?? []
  return {
    folder,
    address: `http://127.0.0.1:${String(port)}`,
    email,
    password,
    accessToken: readLine('Access token')?.[1] ?? '',
    ingestKey: readLine('Ingest key')?.[1] ?? '',
  }
}

export function stopStack(folder: string): void {
  const script =
    'from pathlib import Path; from telemetry_graph.runtime import state_dir;' +
    ' print(state_dir(Path.cwd(), "up").parent)'
  const state = runProgram(folder, 'python', ['-c', script]).trim()
  runProgram(folder, 'telemetry-graph', ['down'])
  rmSync(state, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

/** Runs a `telemetry-graph` command and returns its output. */
export function runCommand(folder: string, ...args: string[]): string {
  return runProgram(folder, 'telemetry-graph', args)
}

function runProgram(
  folder: string,
  program: string,
  args: string[],
  settings = {},
  input = '',
): string {
  const environment = Object.entries(process.env).filter(
    ([name]) => !REMOVED_VARIABLES.includes(name),
  )
  const result = spawnSync(join(BIN, program), args, {
    cwd: folder,
    env: { ...Object.fromEntries(environment), ...settings },
    encoding: 'utf8',
    input,
    timeout: MAX_COMMAND_MS,
  })
  if (result.status !== 0) {
    throw new Error(`${program} ${args.join(' ')} failed: ${result.stderr || String(result.error)}`)
  }
  return result.stdout
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
