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

test.describe('a failing server', () => {
  test.use({ expectedErrors: /Failed to load resource|WebSocket/ })

  test('is unavailable when a page opens: the page says so and offers a retry', async ({
    page,
  }) => {
    for (const view of VIEWS) {
      await page.route('**/graphql', (route) => route.abort('connectionrefused'))
      await page.goto(app.path(view))
      await expect(page.getByText('The server does not respond').first(), view).toBeVisible()
      await page.unroute('**/graphql')
      await page.getByRole('button', { name: 'Try again' }).first().click()
      await waitUntilLoaded(page)
      await expect(page.getByRole('heading', { level: 1 }), view).toBeVisible()
    }
  })

  test('becomes unavailable while a page is open: the page says so and offers a retry', async ({
    page,
  }) => {
    await page.goto(app.path('analytics'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) => route.abort())
    await page.getByRole('link', { name: 'Retention' }).click()
    await expect(page.getByRole('alert')).toContainText('The server does not respond')
    await page.unroute('**/graphql')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'Retention by cohort' })).toBeVisible()
  })

  test('returns an error: the error is displayed', async ({ page }) => {
    await page.goto(app.path('crashes'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) =>
      route.fulfill({
        status: 200,
        json: {
          data: null,
          errors: [{ message: 'Internal error (id 7f3a).', extensions: { code: 'INTERNAL' } }],
        },
      }),
    )
    await page.getByRole('textbox', { name: 'Search crashes' }).fill('nil')
    await expect(page.getByText('Internal error (id 7f3a).')).toBeVisible()
    await page.getByRole('button', { name: /^Resolve/ }).count()
    await page.unroute('**/graphql')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText("attempt to index nil value 'user'")).toBeVisible()
  })

  test('returns an unexpected error: the request ID is displayed', async ({ page }) => {
    await page.goto(app.path('analytics'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) =>
      route.fulfill({
        status: 500,
        headers: { 'X-Request-Id': 'trace-0001' },
        json: {
          data: null,
          errors: [{ message: 'Internal error.', extensions: { code: 'INTERNAL' } }],
        },
      }),
    )
    await page.getByRole('link', { name: 'Retention' }).click()
    await expect(page.getByRole('alert')).toContainText('trace-0001')
  })

  test('cannot save a triage action: it is reverted with the reason', async ({ page }) => {
    await page.goto(app.path('crashes'))
    await waitUntilLoaded(page)
    await page.route('**/graphql', (route) => route.abort('connectionrefused'))
    await page.getByRole('button', { name: /^Resolve/ }).click()
    await expect(page.getByRole('status', { name: 'Notifications' })).toContainText(
      'Not saved. The server does not respond.',
    )
    await expect(page.getByRole('button', { name: /^Resolve/ })).toBeVisible()
  })
})

test('a slow server: the outline of the page is visible immediately', async ({ page }) => {
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('CrashList')) await released
    await route.continue()
  })
  await page.goto(app.path('crashes'))
  await expect(page.getByRole('heading', { name: 'Crashes' })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]').first()).toBeVisible()
  release()
  await expect(page.getByText("attempt to index nil value 'user'")).toBeVisible()
})

test('two tabs: a triage action in one tab appears in the other', async ({ page, context }) => {
  const fingerprint = await app.sendCrash({
    crash: { message: 'two tabs', stackTrace: 'two.lua:1: in f' },
  })
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(app.path(`crashes/${fingerprint}`))
    await waitUntilLoaded(tab)
  }
  await page.keyboard.press('i')
  await expect(page.getByText('permanently', { exact: true })).toBeVisible()
  await expect(other.getByText('permanently', { exact: true })).toBeVisible({ timeout: 30_000 })
})
