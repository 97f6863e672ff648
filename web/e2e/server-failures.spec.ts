import { TestApp } from './support/app.ts'
import { expect, waitUntilLoaded, test } from './support/test.ts'

const VIEWS = [
  '',
  'crashes',
  'live',
  'alerts',
  'alerts/rules',
  'alerts/channels',
  'analytics',
  'settings/keys',
  'settings/retention',
]

let app: TestApp

test.beforeAll(async () => {
  app = await TestApp.create('Trouble')
  await app.sendCrash()
})

test.describe('a server that fails', () => {
  test.use({ expectedErrors: /Failed to load resource|WebSocket/ })

  test('is away: each page that is opened says so, and is back with a click', async ({ page }) => {
    for (const view of VIEWS) {
      await page.route('**/graphql', (route) => route.abort('connectionrefused'))
      await page.goto(app.path(view))
      await expect(page.getByText('The server does not answer').first(), view).toBeVisible()
      await page.unroute('**/graphql')
      await page.getByRole('button', { name: 'Try again' }).first().click()
      await waitUntilLoaded(page)
      await expect(page.getByRole('heading', { level: 1 }), view).toBeVisible()
    }
  })

  test('goes away: the page that is open says so, and is back with a click', async ({ page }) => {
    await page.goto(app.path('analytics'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) => route.abort())
    await page.getByRole('link', { name: 'Retention' }).click()
    await expect(page.getByRole('alert')).toContainText('The server does not answer')
    await page.unroute('**/graphql')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'Retention by cohort' })).toBeVisible()
  })

  test('answers with an error: the error is told, and what was there stays', async ({ page }) => {
    await page.goto(app.path('crashes'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) =>
      route.fulfill({
        status: 200,
        json: {
          data: null,
          errors: [{ message: 'Out of order (id 7f3a).', extensions: { code: 'INTERNAL' } }],
        },
      }),
    )
    await page.getByRole('textbox', { name: 'Search crashes' }).fill('nil')
    await expect(page.getByText('Out of order (id 7f3a).')).toBeVisible()
    await page.getByRole('button', { name: /^Resolve/ }).count()
    await page.unroute('**/graphql')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText("attempt to index nil value 'user'")).toBeVisible()
  })

  test('an error of the server has its request id', async ({ page }) => {
    await page.goto(app.path('analytics'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) =>
      route.fulfill({
        status: 500,
        headers: { 'X-Request-Id': 'trace-0001' },
        json: { data: null, errors: [{ message: 'It broke.', extensions: { code: 'INTERNAL' } }] },
      }),
    )
    await page.getByRole('link', { name: 'Retention' }).click()
    await expect(page.getByRole('alert')).toContainText('trace-0001')
  })

  test('a decision that could not be saved is taken back, with the reason', async ({ page }) => {
    await page.goto(app.path('crashes'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) => route.abort('connectionrefused'))
    await page.getByRole('button', { name: /^Resolve/ }).click()
    await expect(page.getByRole('status', { name: 'Messages' })).toContainText(
      'Not saved. The server does not answer.',
    )
    await expect(page.getByRole('button', { name: /^Resolve/ })).toBeVisible()
  })
})

test('a slow server: the outline of the page is there at once', async ({ page }) => {
  let go: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    go = resolve
  })
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('CrashList')) await held
    await route.continue()
  })
  await page.goto(app.path('crashes'))
  await expect(page.getByRole('heading', { name: 'Crashes' })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]').first()).toBeVisible()
  go()
  await expect(page.getByText("attempt to index nil value 'user'")).toBeVisible()
})

test('two tabs: what one decides, the other shows after its next look', async ({
  page,
  context,
}) => {
  const fingerprint = await app.sendCrash({
    crash: { message: 'two tabs', stackTrace: 'two.lua:1: in f' },
  })
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(app.path(`crashes/${fingerprint}`))
    await waitUntilLoaded(tab)
  }
  await page.keyboard.press('i')
  await expect(page.getByText('for good', { exact: true })).toBeVisible()
  await expect(other.getByText('for good', { exact: true })).toBeVisible({ timeout: 30_000 })
})
