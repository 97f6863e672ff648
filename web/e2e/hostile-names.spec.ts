import type { Page } from '@playwright/test'
import { requestAsOwner, createUser, TestApp } from './support/app.ts'
import { Receiver } from './support/receiver.ts'
import { expectIntactPage, MARKUP } from './support/hostile.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

const RIGHT_TO_LEFT = 'خطأ: «المستخدم» فارغة'
/** `long` has the maximum length of a name and no place to break. */
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
const CREATE_CHANNEL = `mutation ($input: CreateAlertChannelInput!) {
  createAlertChannel(input: $input) { alertChannel { id } } }`
const TEST_CHANNEL = `mutation ($input: SendTestAlertInput!) {
  sendTestAlert(input: $input) { isDelivered } }`
const CREATE_RULE = `mutation ($input: CreateAlertRuleInput!) {
  createAlertRule(input: $input) { alertRule { id } } }`
const REGISTER = `mutation ($input: RegisterEventTypeInput!) {
  registerEventType(input: $input) { eventType { name } } }`
const COMMENT = `mutation ($input: CommentOnCrashGroupInput!) {
  commentOnCrashGroup(input: $input) { crashGroup { id } } }`
const GROUPING = `mutation ($input: SaveCrashGroupingRulesInput!) {
  saveCrashGroupingRules(input: $input) { crashGroupingRules { rules { fingerprint } } } }`
const RENAME = `mutation ($input: RenameAppInput!) { renameApp(input: $input) { name } }`

/** The server rejects invisible characters in names of rules and channels. */
const removeInvisible = (name: string) => name.replace(/\p{Cf}|\ufe0f/gu, '')

async function addAlerting(name: string) {
  const channel = {
    name,
    address: `${receiver.address}/${'a'.repeat(300)}`,
  }
  const { createAlertChannel } = await requestAsOwner<{
    createAlertChannel: { alertChannel: { id: string } }
  }>(CREATE_CHANNEL, { input: { appId: app.id, kind: 'WEBHOOK', settings: channel } })
  const { id } = createAlertChannel.alertChannel
  await requestAsOwner(TEST_CHANNEL, { input: { appId: app.id, channelId: id } })
  const rule = {
    name,
    kind: 'NEW_CRASH_GROUP',
    conditions: { appVersions: VERSIONS },
    channelIds: [id],
  }
  await requestAsOwner(CREATE_RULE, { input: { appId: app.id, settings: rule } })
}

test.beforeAll(async () => {
  app = await TestApp.create('Names')
  receiver = await Receiver.start()
  people = PEOPLE.map((name) => createUser(app, 'developer', name))
  for (const name of Object.values(NAMES)) {
    await requestAsOwner(CREATE_KEY, { input: { appId: app.id, name } })
    await addAlerting(removeInvisible(name))
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
  const rules = Object.values(NAMES).map((text) => ({ message: text, fingerprint: text }))
  await requestAsOwner(GROUPING, { input: { appId: app.id, rules: { rules } } })
})

test.afterAll(async () => {
  await receiver.stop()
})

const names = Object.values(NAMES)
const VIEWS: Record<string, readonly string[]> = {
  '': VERSIONS,
  crashes: [],
  live: VERSIONS,
  'alerts/rules': names.map(removeInvisible),
  'alerts/channels': names.map(removeInvisible),
  'analytics/events': [TYPE],
  'analytics/performance': [],
  'analytics/releases': VERSIONS,
  'settings/keys': names,
  'settings/members': [...PEOPLE, ...names],
  'settings/ingestion': [TYPE],
  'settings/events': [TYPE, `${FIELD}: text`],
  'settings/grouping': [],
}

const findText = (page: Page, text: string) => page.locator('main').getByText(text).first()

for (const [view, texts] of Object.entries(VIEWS)) {
  test(`${view || 'overview'}: names are displayed as text and fit the page`, async ({ page }) => {
    await page.goto(app.path(view))
    await waitUntilLoaded(page)
    for (const text of texts) await expect(findText(page, text)).toBeVisible()
    await expectIntactPage(page)
  })
}

test('a crash displays comments and versions unchanged', async ({ page }) => {
  await page.goto(app.path(`crashes/${fingerprint}`))
  await waitUntilLoaded(page)
  for (const text of [...names, ...VERSIONS]) await expect(findText(page, text)).toBeVisible()
  await expectIntactPage(page)
  await checkAndCapture(page, 'crash-hostile-names')
})

test('the selected version and the list of versions fit the page', async ({ page }) => {
  for (const version of VERSIONS) {
    await page.goto(app.path(`?version=${encodeURIComponent(version)}`))
    await waitUntilLoaded(page)
    await expectIntactPage(page)
  }
  await checkAndCapture(page, 'overview-hostile-names')
  await page.getByRole('button', { name: /^Version: / }).click()
  await expect(page.getByRole('menuitem')).toHaveCount(VERSIONS.length + 2)
  await expectIntactPage(page)
})

test('an app can have any name in the tab and in the list of apps', async ({ page }) => {
  for (const name of names) {
    await requestAsOwner(RENAME, { input: { appId: app.id, name } })
    await page.goto(app.path('settings'))
    await waitUntilLoaded(page)
    await expect(page).toHaveTitle(/^[^\u202e]{1,61}: Settings · telemetry-graph$/)
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
    await page.getByRole('button', { name: /^App: / }).click()
    await expect(page.getByRole('menuitem').getByText(name).first()).toBeVisible()
    await expectIntactPage(page)
  }
})

test.describe('signed in', () => {
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: /401/ })

  for (const index of PEOPLE.keys()) {
    test(`${PEOPLE[index]?.slice(0, 20) ?? ''} can use the dashboard`, async ({ page }) => {
      const person = people[index] ?? { email: '', password: '' }
      await signIn(page, person)
      await page.getByRole('button', { name: 'Account' }).click()
      await expect(page.getByRole('menu')).toContainText(person.email)
      await expectIntactPage(page)
    })
  }
})
