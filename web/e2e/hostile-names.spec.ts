import type { Page } from '@playwright/test'
import { requestAsOwner, createUser, TestApp } from './support/app.ts'
import { Receiver } from './support/receiver.ts'
import { expectIntactPage, MARKUP } from './support/hostile.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

const RIGHT_TO_LEFT = 'خطأ: «المستخدم» فارغة'
/** As long as the server takes a name of any kind, and nowhere to break. */
const NAMES = {
  markup: MARKUP,
  'right to left': `${RIGHT_TO_LEFT} \u202Ereversed`,
  emoji: '💥 👩‍👩‍👧‍👦 \u{1F3F4}\u200d\u2620\ufe0f',
  long: 'w'.repeat(100),
} as const
const VERSIONS = ['<img src=x onerror=document.title=1>', RIGHT_TO_LEFT, '💥', '9'.repeat(64)]
const PEOPLE = ['<img/src=x/onerror=document.title=1>', 'المستخدم', '💥', 'm'.repeat(55)]
const TYPE = 't'.repeat(64)
const FIELD = 'f'.repeat(64)

let app: TestApp
let receiver: Receiver
let fingerprint = ''
let people: { email: string; password: string }[] = []

const CREATE_KEY = `mutation ($input: CreateIngestKeyInput!) { createIngestKey(input: $input) { secret } }`
const CREATE_CHANNEL = `mutation ($app: ID!, $channel: AlertChannelInput!) {
  createAlertChannel(appId: $app, kind: WEBHOOK, channel: $channel) { id } }`
const TEST_CHANNEL = `mutation ($app: ID!, $id: ID!) { sendTestAlert(appId: $app, channelId: $id) { ok } }`
const CREATE_RULE = `mutation ($app: ID!, $rule: AlertRuleInput!) {
  createAlertRule(appId: $app, rule: $rule) { id } }`
const REGISTER = `mutation ($input: RegisterEventTypeInput!) {
  registerEventType(input: $input) { eventType { name } } }`
const COMMENT = `mutation ($input: CommentOnCrashGroupInput!) {
  commentOnCrashGroup(input: $input) { crashGroup { id } } }`
const GROUPING = `mutation ($input: SaveCrashGroupingRulesInput!) {
  saveCrashGroupingRules(input: $input) { rules { fingerprint } } }`
const RENAME = `mutation ($input: RenameAppInput!) { renameApp(input: $input) { name } }`

/** Rules and channels have names of visible characters only. */
const visibly = (name: string) => name.replace(/\p{Cf}|\ufe0f/gu, '')

async function addAlerting(name: string) {
  const channel = {
    name,
    address: `${receiver.address}/${'a'.repeat(300)}`,
  }
  const { createAlertChannel } = await requestAsOwner<{ createAlertChannel: { id: string } }>(
    CREATE_CHANNEL,
    { app: app.id, channel },
  )
  const { id } = createAlertChannel
  await requestAsOwner(TEST_CHANNEL, { app: app.id, id })
  const rule = { name, kind: 'NEW_CRASH_GROUP', conditions: { versions: VERSIONS } }
  await requestAsOwner(CREATE_RULE, { app: app.id, rule: { ...rule, channelIds: [id] } })
}

test.beforeAll(async () => {
  app = await TestApp.create('Names')
  receiver = await Receiver.start()
  people = PEOPLE.map((name) => createUser(app, 'developer', name))
  for (const name of Object.values(NAMES)) {
    await requestAsOwner(CREATE_KEY, { input: { appId: app.id, name } })
    await addAlerting(visibly(name))
  }
  const fields = [{ name: FIELD, kind: 'TEXT' }]
  await requestAsOwner(REGISTER, { input: { appId: app.id, name: TYPE, fields } })
  for (const appVersion of VERSIONS) {
    await app.sendEvents({ appVersion, device: appVersion, events: [{ type: 'app_start' }] })
    fingerprint = await app.sendCrash({ appVersion, device: appVersion })
  }
  const send = () => app.sendEvents({ events: [{ type: TYPE, data: { [FIELD]: NAMES.long } }] })
  await expect(send).toPass()
  for (const text of Object.values(NAMES)) {
    await requestAsOwner(COMMENT, { input: { appId: app.id, fingerprint, text } })
  }
  const rules = Object.values(NAMES).map((words) => ({ message: words, fingerprint: words }))
  await requestAsOwner(GROUPING, { input: { appId: app.id, rules: { rules } } })
})

test.afterAll(async () => {
  await receiver.stop()
})

const named = Object.values(NAMES)
const VIEWS: Record<string, readonly string[]> = {
  '': VERSIONS,
  crashes: [],
  live: VERSIONS,
  'alerts/rules': named.map(visibly),
  'alerts/channels': named.map(visibly),
  'analytics/events': [TYPE],
  'analytics/performance': [],
  'analytics/releases': VERSIONS,
  'settings/keys': named,
  'settings/members': [...PEOPLE, ...named],
  'settings/ingestion': [TYPE],
  'settings/events': [TYPE, `${FIELD}: text`],
  'settings/grouping': [],
}

const shown = (page: Page, text: string) => page.locator('main').getByText(text).first()

for (const [view, texts] of Object.entries(VIEWS)) {
  test(`${view || 'overview'}: what people typed is text, and keeps its place`, async ({
    page,
  }) => {
    await page.goto(app.path(view))
    await waitUntilLoaded(page)
    for (const text of texts) await expect(shown(page, text)).toBeVisible()
    await expectIntactPage(page)
  })
}

test('a crash has its comments and versions as they were typed', async ({ page }) => {
  await page.goto(app.path(`crashes/${fingerprint}`))
  await waitUntilLoaded(page)
  for (const text of [...named, ...VERSIONS]) await expect(shown(page, text)).toBeVisible()
  await expectIntactPage(page)
  await checkAndCapture(page, 'crash-bad-names')
})

test('a version that is chosen and the list of them have their place', async ({ page }) => {
  for (const version of VERSIONS) {
    await page.goto(app.path(`?version=${encodeURIComponent(version)}`))
    await waitUntilLoaded(page)
    await expectIntactPage(page)
  }
  await checkAndCapture(page, 'overview-bad-names')
  await page.getByRole('button', { name: /^Version: / }).click()
  await expect(page.getByRole('menuitem')).toHaveCount(VERSIONS.length + 2)
  await expectIntactPage(page)
})

test('an app may have any name: the tab and the list of apps bear it', async ({ page }) => {
  for (const name of named) {
    await requestAsOwner(RENAME, { input: { appId: app.id, name } })
    await page.goto(app.path('settings'))
    await waitUntilLoaded(page)
    await expect(page).toHaveTitle(/^[^\u202e]{1,61}: settings · telemetry-graph$/)
    await expect(page.getByLabel('Name')).toHaveValue(name)
    await page.getByRole('button', { name: /^App: / }).click()
    await expect(page.getByRole('menuitem').getByText(name).first()).toBeVisible()
    await expectIntactPage(page)
  }
})

test.describe('as they themselves', () => {
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: /401/ })

  for (const index of PEOPLE.keys()) {
    test(`${PEOPLE[index]?.slice(0, 20) ?? ''} finds the way around`, async ({ page }) => {
      const person = people[index] ?? { email: '', password: '' }
      await signIn(page, person)
      await page.getByRole('button', { name: 'Account' }).click()
      await expect(page.getByRole('menu')).toContainText(person.email)
      await expectIntactPage(page)
    })
  }
})
