import { requestAsOwner, createUser, TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

test.use({ expectedErrors: /40[04]/ })

let app: TestApp

test.beforeAll(async () => {
  app = await TestApp.create('Settings')
})

test('a key is displayed once, works, and is rejected after it is revoked', async ({
  page,
  request,
}) => {
  await page.goto(app.path('settings/keys'))
  await waitUntilLoaded(page)
  await page.getByLabel('Name', { exact: true }).fill('phones')
  await page.getByRole('button', { name: 'Create key' }).click()
  const secret = (await page.locator('[data-snippet="secret"]').textContent()) ?? ''
  expect(secret).toMatch(/^tgi_/)
  const send = () =>
    request.post('/v1/telemetry/events', {
      headers: { Authorization: `Bearer ${secret}` },
      data: {
        app_id: app.id,
        device_id: 'ab'.repeat(32),
        events: [{ type: 'app_start', timestamp: new Date().toISOString() }],
      },
    })
  expect((await send()).status()).toBe(200)
  await checkAndCapture(page, 'settings-key-created')

  await page.reload()
  await waitUntilLoaded(page)
  await expect(page.getByText(secret)).toHaveCount(0)
  await page.getByRole('button', { name: 'Revoke phones' }).click()
  await page.getByRole('button', { name: 'Revoke key' }).click()
  await expect(page.getByRole('row', { name: /^phones/ })).toContainText('Revoked')
  await expect.poll(async () => (await send()).status()).toBe(401)
})

test('members are added, given roles and removed, and the change log lists it', async ({
  page,
}) => {
  const person = createUser(await TestApp.create('Elsewhere'), 'viewer')
  await page.goto(app.path('settings/members'))
  await waitUntilLoaded(page)
  await page.getByLabel('E-mail').fill('unknown@example.com')
  await page.getByRole('button', { name: 'Add member' }).click()
  await expect(page.getByRole('status', { name: 'Notifications' })).toContainText('user create')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('button', { name: 'Add member' }).click()
  const role = page.getByRole('combobox', { name: `Role of ${person.email}` })
  await expect(role).toHaveValue('VIEWER')
  await role.selectOption('DEVELOPER')
  await expect(page.getByText(`changed the role of ${person.email}: developer`)).toBeVisible()
  await page.getByRole('button', { name: `Remove ${person.email}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove member' }).click()
  await expect(role).toHaveCount(0)
  await expect(page.getByText(`removed ${person.email}`)).toBeVisible()
})

test('an app keeps an owner', async ({ page }) => {
  await page.goto(app.path('settings/members'))
  await waitUntilLoaded(page)
  const role = page.getByRole('combobox', { name: /Role of admin/ })
  await role.selectOption('VIEWER')
  await expect(page.getByRole('status', { name: 'Notifications' })).toContainText(
    'at least one owner',
  )
  await expect(role).toHaveValue('OWNER')
})

test('sampling, limits, category and name are saved', async ({ page }) => {
  await page.goto(app.path('settings/ingestion'))
  await waitUntilLoaded(page)
  await page.getByLabel('Sampling rate of screen_view in percent').fill('25')
  await page.getByRole('button', { name: 'Save sampling rate of screen_view' }).click()
  await page.getByLabel('Per device').fill('123')
  await page.getByRole('button', { name: 'Save limits' }).click()
  await page.goto(app.path('settings'))
  await waitUntilLoaded(page)
  await page.getByLabel('Category').selectOption('GAMES')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Renamed')
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('button', { name: /App: Renamed/ })).toBeVisible()

  const query = `query ($app: ID!) { app(id: $app) { name benchmark { category }
    ingestion { sampling { eventType rate } rateLimits { eventsPerDevice } } } }`
  const saved = () => requestAsOwner(query, { app: app.id })
  await expect.poll(saved).toEqual({
    app: {
      name: 'Renamed',
      benchmark: { category: 'GAMES' },
      ingestion: {
        sampling: [{ eventType: 'screen_view', rate: 0.25 }],
        rateLimits: { eventsPerDevice: 123 },
      },
    },
  })
})

test('an event type is registered, sent and broken down', async ({ page }) => {
  await page.goto(app.path('settings/events'))
  await waitUntilLoaded(page)
  await page.getByLabel('Name', { exact: true }).fill('level_done')
  await page.getByRole('button', { name: 'Add field' }).click()
  await page.getByLabel('Name of field 1').fill('level')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByRole('row', { name: /level_done/ })).toContainText('level: text')
  const send = () => app.sendEvents({ events: [{ type: 'level_done', data: { level: 'cave' } }] })
  await expect(send).toPass()
  await page.goto(app.path('analytics/events'))
  await waitUntilLoaded(page)
  await expect(page.getByRole('region', { name: 'Breakdown by field' })).toContainText('cave')
})

test('grouping rules are previewed and saved', async ({ page }) => {
  await app.sendCrash({ crash: { message: 'timeout after 30 s', stackTrace: 'net.lua:1: in f' } })
  await page.goto(app.path('settings/grouping'))
  await waitUntilLoaded(page)
  await page.getByRole('button', { name: 'Add rule' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('timeout*')
  await page.getByLabel('Group key').fill('network')
  await page.getByRole('button', { name: 'Preview on recent crashes' }).click()
  await expect(page.getByText(/1 of \d+ recent crash(es)? would move/)).toBeVisible()
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByRole('status', { name: 'Notifications' })).toContainText('Saved')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('timeout*')
})

test('a source map is listed, and deleted after a confirmation', async ({ page }) => {
  const upload = `mutation ($input: UploadSourceMapInput!) {
    uploadSourceMap(input: $input) { sourceMap { file } } }`
  const content = JSON.stringify({ version: 3, sources: ['a.lua'], names: [], mappings: 'AAAA' })
  for (const file of ['dist/app.lua', '<b>dist</b>/other.lua']) {
    await requestAsOwner(upload, { input: { appId: app.id, appVersion: '1.2.0', file, content } })
  }
  await page.goto(app.path('settings/source-maps'))
  await waitUntilLoaded(page)
  await expect(page.locator('[data-snippet="upload"]')).toContainText(`--app ${app.id}`)
  await expect(page.getByRole('row', { name: /^<b>dist/ })).toContainText('1.2.0')
  await page.getByRole('button', { name: 'Delete source map of dist/app.lua' }).click()
  await page.getByRole('button', { name: 'Delete source map', exact: true }).click()
  await expect(page.getByRole('row', { name: /^dist/ })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /^<b>dist/ })).toBeVisible()
  await checkAndCapture(page, 'settings-source-maps-listed')
})

test('a shorter retention period needs a confirmation', async ({ page }) => {
  await page.goto(app.path('settings/retention'))
  await waitUntilLoaded(page)
  await page.getByLabel(/Days: Raw events/).fill('3')
  await page.getByRole('button', { name: /Save: Raw events/ }).click()
  await page.getByRole('button', { name: 'Remove older data' }).click()
  await expect(page.getByRole('status', { name: 'Notifications' })).toContainText('Saved')
  await page.reload()
  await expect(page.getByLabel(/Days: Raw events/)).toHaveValue('3 days')
})

test.describe('another user', () => {
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: /40[01]/ })

  test('a viewer can read all settings and sees why they cannot be changed', async ({ page }) => {
    await signIn(page, createUser(app, 'viewer'))
    for (const part of [
      '',
      '/keys',
      '/members',
      '/ingestion',
      '/events',
      '/grouping',
      '/source-maps',
    ]) {
      await page.goto(app.path(`settings${part}`))
      await waitUntilLoaded(page)
      await expect(page.getByText('You are a viewer of this app').first()).toBeVisible()
    }
    await page.goto(app.path('settings/keys'))
    const create = page.getByRole('button', { name: 'Create key' })
    await expect(create).toHaveAttribute('aria-disabled', 'true')
    await create.hover()
    await expect(page.getByRole('tooltip')).toContainText('Ask an owner')
    await page.mouse.move(0, 0)
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await checkAndCapture(page, 'settings-viewer')
  })

  test('changes the password, creates a token and revokes it', async ({ page }) => {
    const person = createUser(app, 'developer')
    await signIn(page, person)
    await page.goto(app.path('settings/account'))
    await waitUntilLoaded(page)
    await page.getByLabel('Current password').fill('not mine')
    await page.getByLabel('New password').fill('a better one than before')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('The current password is wrong')).toBeVisible()
    await page.getByLabel('Current password').fill(person.password)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('status', { name: 'Notifications' })).toContainText('changed')

    await page.getByLabel('Name', { exact: true }).fill('laptop')
    await page.getByRole('button', { name: 'Create token' }).click()
    await expect(page.locator('[data-snippet="secret"]')).toHaveText(/^tgp_/)
    await page.getByRole('button', { name: 'Revoke laptop' }).click()
    await page.getByRole('button', { name: 'Revoke token' }).click()
    await expect(page.getByRole('button', { name: 'Revoke laptop' })).toHaveCount(0)

    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await signIn(page, { ...person, password: 'a better one than before' })
  })
})
