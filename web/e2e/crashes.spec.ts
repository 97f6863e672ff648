import type { Page } from '@playwright/test'
import { createUser, TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

let app: TestApp

test.beforeAll(async () => {
  app = await TestApp.create('Crashes')
  await app.sendCrashGroups(12, (index) => ({
    device: `phone-${String(index)}`,
    appVersion: index < 3 ? '1.1.0' : '1.2.0',
    at: new Date(Date.now() - index * 3_600_000),
    crash: index < 2 ? { type: 'sandbox_error' } : {},
  }))
  for (const device of ['one', 'two', 'three']) await app.sendCrash({ device })
})

const rows = (page: Page) => page.getByRole('listitem').filter({ has: page.getByRole('checkbox') })
const rowOf = (page: Page, message: string) => rows(page).filter({ hasText: message })
const toast = (page: Page) => page.getByRole('status', { name: 'Notifications' })
/** Undoes the action with this notification. */
const undo = (page: Page, text: string) =>
  toast(page)
    .locator('> div')
    .filter({ hasText: text })
    .getByRole('button', { name: 'Undo' })
    .click()
const open = async (page: Page, search = '') => {
  await page.goto(`${app.path('crashes')}${search}`)
  await waitUntilLoaded(page)
}

test('a row displays message, frame, counts and age', async ({ page }) => {
  await open(page)
  const row = rowOf(page, "attempt to index nil value 'user'")
  await expect(row).toContainText('lua_error')
  await expect(row).toContainText('loadUser in profile.lua')
  await expect(row).toContainText('3 crashes')
  await expect(row).toContainText('3 devices')
  await expect(row).toContainText('New')
  await checkAndCapture(page, 'crashes-list')
})

test('the filters fit into one row at 1280 pixels', async ({ page }) => {
  await open(page)
  const tops = await page
    .getByRole('search')
    .evaluate((row) =>
      [...row.children]
        .filter((each) => each.getClientRects().length > 0)
        .map((each) => each.getBoundingClientRect().top),
    )
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8)
})

test('filters, search and sorting are stored in and restored from the address', async ({
  page,
}) => {
  await open(page)
  await page.getByRole('textbox', { name: 'Search crashes' }).fill('index nil')
  await expect(rows(page)).toHaveCount(1)
  await expect(page).toHaveURL(/q=index\+nil/)
  await page.getByRole('textbox', { name: 'Search crashes' }).fill('')
  await page.getByRole('combobox', { name: 'Type' }).click()
  await page.getByRole('option', { name: 'sandbox_error' }).click()
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Version' }).click()
  await page.getByRole('option', { name: '1.2.0' }).click()
  await expect(page.getByText('No crash groups match these filters')).toBeVisible()
  await page.goBack()
  await expect(rows(page)).toHaveCount(2)

  await open(page, '?sort=OCCURRENCES&version=1.2.0')
  await expect(rows(page).first()).toContainText("attempt to index nil value 'user'")
  await expect(rows(page)).toHaveCount(10)
})

test('groups are filtered by first and last seen dates, also in the address', async ({ page }) => {
  const early = new Date(Date.now() - 3 * 86_400_000)
  const dayOf = (time: Date) => time.toISOString().slice(0, 10)
  const crash = { message: 'an old crash', stackTrace: "old.lua:1: in function 'old'" }
  await app.sendCrash({ crash, at: early })
  await open(page)
  await page.getByRole('button', { name: 'Seen: Any time' }).click()
  await page.getByLabel('Last seen to').fill(dayOf(early))
  await expect(page).toHaveURL(new RegExp(`last-to=${dayOf(early)}`))
  await expect(rows(page)).toHaveCount(1)
  await expect(rowOf(page, 'an old crash')).toBeVisible()

  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: /^Seen: Last –\d/ }).click()
  await page.getByLabel('First seen from').fill(dayOf(new Date()))
  await expect(page.getByText('No crash groups match these filters')).toBeVisible()
  await checkAndCapture(page, 'crashes-seen')
  await page.getByRole('button', { name: 'Clear dates' }).click()
  await expect(page).not.toHaveURL(/last-to|first-from/)
  await expect(rowOf(page, "attempt to index nil value 'user'")).toBeVisible()
})

test('resolves and ignores several groups at once, and undoes it', async ({ page }) => {
  await open(page)
  await rowOf(page, 'job step10 failed').getByRole('checkbox').check()
  await rowOf(page, 'job step11 failed').getByRole('checkbox').check()
  const bar = page.getByRole('toolbar', { name: 'Selected crashes' })
  await expect(bar).toContainText('2 crashes selected')
  await bar.getByRole('button', { name: 'Resolve' }).click()
  await page.getByRole('button', { name: 'In the next version' }).click()
  await expect(toast(page)).toContainText('2 crashes resolved in the next version')
  await expect(rowOf(page, 'job step10 failed')).toContainText('Resolved')

  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(rowOf(page, 'job step10 failed')).not.toContainText('Resolved')
  await open(page, '?status=RESOLVED')
  await expect(page.getByText('No crash groups match these filters')).toBeVisible()

  await open(page)
  await rowOf(page, 'job step11 failed').getByRole('checkbox').check()
  await bar.getByRole('button', { name: 'Ignore' }).click()
  await page.getByLabel('Until', { exact: true }).fill('50')
  await page.getByRole('button', { name: 'Ignore until then' }).click()
  await expect(toast(page)).toContainText('1 crash ignored until 50 more crashes')
  await open(page, '?status=IGNORED')
  await expect(rows(page)).toHaveCount(1)
})

test('can be used with the keyboard alone', async ({ page }) => {
  await open(page, '?q=step')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Next crash')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Search crashes' })).toBeFocused()
  await page.keyboard.press('Escape')

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expect(rows(page).first().getByRole('link')).toBeFocused()
  await page.keyboard.press('x')
  await expect(rows(page).first().getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Assign to me' }).click()
  await expect(rows(page).first()).toContainText('admin@example.com')

  await page.keyboard.press('i')
  await expect(rows(page).first()).toContainText('Ignored')
  await undo(page, '1 crash ignored')
  await expect(rows(page).first()).not.toContainText('Ignored')
  await page.keyboard.press('e')
  await expect(rows(page).first()).toContainText('Resolved')
  await undo(page, '1 crash resolved')
  await expect(rows(page).first()).not.toContainText('Resolved')
  await rows(page).first().getByRole('link').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/crashes\/[0-9a-f]{16}/)

  await open(page, '?assignee=admin%40example.com')
  await expect(rows(page)).toHaveCount(1)
})

test('new crashes appear at the top, but not while the pointer is over the list', async ({
  page,
}) => {
  await open(page)
  await app.sendCrash({
    crash: { message: 'appears', stackTrace: "live.lua:1: in function 'one'" },
  })
  const started = Date.now()
  await expect(rowOf(page, 'appears')).toBeVisible()
  console.log(
    `measured: a live crash was visible ${String(Date.now() - started)} ms after its mutation`,
  )

  await rows(page).first().hover()
  await app.sendCrash({ crash: { message: 'waits', stackTrace: "live.lua:2: in function 'two'" } })
  const bar = page.getByRole('button', { name: '1 new crash' })
  await expect(bar).toBeVisible()
  await expect(rowOf(page, 'waits')).toHaveCount(0)
  await bar.click()
  await expect(rowOf(page, 'waits')).toBeVisible()
})

test('only visible rows are rendered, and scrolling loads the others', async ({ page }) => {
  const many = await TestApp.create('Many')
  await many.sendCrashGroups(300, (index) => ({ at: new Date(Date.now() - index * 60_000) }))
  await page.goto(many.path('crashes'))
  await waitUntilLoaded(page)
  await expect(page.getByText('300 groups')).toBeVisible()
  await expect(async () => {
    await page.mouse.wheel(0, 40_000)
    await expect(rowOf(page, 'job step299 failed')).toBeVisible({ timeout: 500 })
  }).toPass()
  expect(await rows(page).count()).toBeLessThan(60)
})

test('is a list of cards on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await open(page)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(360)
  await checkAndCapture(page, 'crashes-phone')
})

test.describe('a viewer', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('sees why actions are disabled', async ({ page }) => {
    await signIn(page, createUser(app, 'viewer'))
    await open(page)
    const resolve = rows(page)
      .first()
      .getByRole('button', { name: /^Resolve/ })
    await expect(resolve).toHaveAttribute('aria-disabled', 'true')
    await resolve.hover({ force: true })
    await expect(page.getByRole('tooltip')).toContainText('Ask an owner for the developer role')
    await resolve.click({ force: true })
    await page.keyboard.press('j')
    await page.keyboard.press('e')
    await open(page, '?status=RESOLVED')
    await expect(page.getByText('No crash groups match these filters')).toBeVisible()
  })
})
