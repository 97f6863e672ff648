/** Creates apps for tests and sends data as their devices. */
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { runCommand } from './stack.ts'

const readSetting = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is set by global-setup.ts`)
  return value
}

export interface Crash {
  type?: string
  message?: string
  stackTrace?: string
  isFatal?: boolean
  fingerprint?: string
  context?: { screen?: string; memoryMb?: number; uptimeSeconds?: number }
}

export interface CrashReport {
  crash?: Crash
  device?: string
  at?: Date
  appVersion?: string | null
  sessionId?: string
}

export interface Event {
  type: string
  at?: Date
  data?: Record<string, unknown>
}

interface Batch {
  events: Event[]
  device?: string
  appVersion?: string
  sessionId?: string
}

const REPORT = `mutation ($input: CrashReportInput!) {
  reportCrash(input: $input) { id fingerprint }
}`
const INGEST = `mutation ($input: EventBatchInput!) {
  ingestEvents(input: $input) { received rejected { code message } }
}`

const CREATE_KEY = `mutation ($input: CreateIngestKeyInput!) {
  createIngestKey(input: $input) { secret }
}`

export class TestApp {
  readonly id: string
  readonly ingestKey: string

  private constructor(id: string, ingestKey: string) {
    this.id = id
    this.ingestKey = ingestKey
  }

  /** Creates a new app, so that tests do not affect each other. */
  static async create(name: string): Promise<TestApp> {
    const owner = readSetting('E2E_EMAIL')
    const id = `com.example.${name.toLowerCase()}.x${randomBytes(4).toString('hex')}`
    runCommand(readSetting('E2E_FOLDER'), 'app', 'create', id, '--name', name, '--owner', owner)
    const { createIngestKey } = await postGraphql<{ createIngestKey: { secret: string } }>(
      await readOwnerHeaders(),
      CREATE_KEY,
      { input: { appId: id, name } },
    )
    return new TestApp(id, createIngestKey.secret)
  }

  /** The demo app, with 30 days of data from `telemetry-graph demo`. */
  static forDemo(): TestApp {
    return new TestApp('com.example.demo', readSetting('E2E_DEMO_KEY'))
  }

  path(page = ''): string {
    return `/apps/${this.id}${page && `/${page}`}`
  }

  /** Reports a crash and returns the fingerprint of its group. */
  async sendCrash({ crash, device = 'phone-1', at = new Date(), ...rest }: CrashReport = {}) {
    const report = {
      appId: this.id,
      deviceId: this.#deviceId(device),
      timestamp: at.toISOString(),
      appVersion: '1.2.0',
      mosisVersion: '1.0.0',
      ...rest,
      crash: {
        type: 'lua_error',
        message: "attempt to index nil value 'user'",
        stackTrace: "profile.lua:42: in function 'loadUser'\nmain.lua:15: in main chunk",
        ...crash,
      },
    }
    const data = await postWithToken<{ reportCrash: { fingerprint: string } }>(
      this.ingestKey,
      REPORT,
      {
        input: report,
      },
    )
    return data.reportCrash.fingerprint
  }

  /** Reports `count` crashes of different groups. */
  async sendCrashGroups(count: number, createReport: (index: number) => CrashReport = () => ({})) {
    const send = async (index: number) => {
      const { crash, ...rest } = createReport(index)
      const name = `step${String(index)}`
      const distinctCrash = {
        message: `job ${name} failed`,
        stackTrace: `jobs.lua:7: in function '${name}'`,
        ...crash,
      }
      await this.sendCrash({ ...rest, crash: distinctCrash })
    }
    for (let first = 0; first < count; first += MAX_PARALLEL) {
      const chunk = Array.from(
        { length: Math.min(MAX_PARALLEL, count - first) },
        (_, at) => first + at,
      )
      await Promise.all(chunk.map(send))
    }
  }

  async sendEvents({ events, device = 'phone-1', appVersion = '1.2.0', sessionId }: Batch) {
    const batch = {
      appId: this.id,
      deviceId: this.#deviceId(device),
      appVersion,
      mosisVersion: '1.0.0',
      sessionId,
      consent: { usageAnalytics: true },
      events: events.map(({ type, at = new Date(), data = {} }) => ({
        type,
        timestamp: at.toISOString(),
        data,
      })),
    }
    const { ingestEvents } = await postWithToken<{ ingestEvents: { rejected: unknown[] } }>(
      this.ingestKey,
      INGEST,
      { input: batch },
    )
    if (ingestEvents.rejected.length > 0) throw new Error(JSON.stringify(ingestEvents.rejected))
  }

  #deviceId(name: string): string {
    return createHash('sha256').update(`${name}mosis_salt_${this.id}`).digest('hex')
  }
}

const MAX_PARALLEL = 64

/** Reads the administrator's session, which the pages use as well. */
async function readOwnerHeaders(): Promise<Headers> {
  const { cookies } = JSON.parse(await readFile('e2e/.out/signed-in.json', 'utf8')) as {
    cookies: { name: string; value: string }[]
  }
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const session = await fetch(`${readSetting('E2E_ADDRESS')}/auth/session`, { headers: { Cookie } })
  const { csrfToken } = (await session.json()) as { csrfToken: string }
  return { Cookie, 'X-CSRF-Token': csrfToken }
}

/** Sends a request as the administrator, for checks beside the page. */
export const requestAsOwner = <Data>(query: string, variables: object): Promise<Data> =>
  postWithToken<Data>(readSetting('E2E_TOKEN'), query, variables)

/** Creates a user with a role, not signed in. */
export function createUser(
  app: TestApp,
  role: 'viewer' | 'developer' | 'owner',
  name: string = role,
) {
  const email = `${name}-${randomBytes(4).toString('hex')}@example.com`
  const args = ['user', 'create', email, '--generate-password', '--app', app.id, '--role', role]
  const output = runCommand(readSetting('E2E_FOLDER'), ...args)
  return { email, password: /password +(\S+)/.exec(output)?.[1] ?? '' }
}

type Headers = Record<string, string>

const postWithToken = <Data>(credential: string, query: string, variables: object): Promise<Data> =>
  postGraphql<Data>({ Authorization: `Bearer ${credential}` }, query, variables)

async function postGraphql<Data>(headers: Headers, query: string, variables: object = {}) {
  const response = await fetch(`${readSetting('E2E_ADDRESS')}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const result = (await response.json()) as { data?: Data; errors?: { message: string }[] }
  if (!result.data || result.errors) throw new Error(JSON.stringify(result))
  return result.data
}
