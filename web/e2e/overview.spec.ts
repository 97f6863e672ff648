import { readFileSync } from 'node:fs'
import { TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, test } from './support/test.ts'

const DAY_MS = 86_400_000
let app: TestApp

/** Two devices yesterday, three today of which one is on a new version; two crashes. */
test.beforeAll(async () => {
  app = await TestApp.create('Overview')
  const start = (device: string, at: Date, appVersion: string) =>
    app.sendEvents({ device, appVersion, events: [{ type: 'app_start', at }], sessionId: device })
  const yesterday = new Date(Date.now() - DAY_MS)
  for (const device of ['one', 'two']) await start(device, yesterday, '1.0.0')
  for (const device of ['one', 'two']) await start(device, new Date(), '1.0.0')
  await start('three', new Date(), '1.1.0')
  await app.sendCrash({ device: 'one', appVersion: '1.0.0' })
  await app.sendCrash({ device: 'two', appVersion: '1.0.0', crash: { isFatal: false } })
})

test('the tiles display figures, changes and explanations', async ({ page }) => {
  await page.goto(app.path())
  await waitUntilLoaded(page)
  const crashes = page.getByRole('region', { name: 'Crashes', exact: true })
  await expect(crashes).toContainText('2')
  const users = page.getByRole('region', { name: 'Crash-free users' })
  await expect(users).toContainText('66.7%')
  await expect(users).toContainText('Low sample (n = 3)')
  await users.getByText('66.7%').hover()
  await expect(page.getByRole('tooltip')).toContainText('2 of 3 devices had no fatal crash')
  await expect(page.getByRole('region', { name: 'Median startup' })).toContainText('–')
  await page.mouse.move(0, 0)
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  await checkAndCapture(page, 'overview-few')
})

test('range, version and comparison are stored in and restored from the address', async ({
  page,
}) => {
  await page.goto(app.path())
  await waitUntilLoaded(page)
  await page.getByRole('button', { name: 'Range: Last 30 days' }).click()
  await page.getByRole('button', { name: 'Today' }).click()
  await expect(page).toHaveURL(/days=1/)
  const starts = page.getByRole('region', { name: 'Daily users' })
  await expect(starts).toContainText('3')
  await page.getByRole('button', { name: 'Version: All versions' }).click()
  await page.getByRole('menuitem', { name: '1.1.0' }).click()
  await expect(page).toHaveURL(/version=1\.1\.0/)
  await expect(starts).toContainText('1')
  await expect(page.getByText('vs previous').or(page.getByText('No comparison'))).not.toHaveCount(0)
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page).toHaveURL(/compare=off/)
  await expect(page.getByText('No comparison')).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Version: 1.1.0' })).toBeVisible()
  await expect(starts).toContainText('1')
  await page.getByRole('link', { name: 'Analytics' }).click()
  await expect(page).toHaveURL(/analytics\?days=1&version=1\.1\.0&compare=off/)
  await page.goBack()
  await page.goBack()
  await expect(page).not.toHaveURL(/compare=off/)
})

test('a custom range is chosen from the calendar', async ({ page }) => {
  await page.goto(app.path())
  await waitUntilLoaded(page)
  await page.getByRole('button', { name: /^Range:/ }).click()
  const days = page
    .getByRole('dialog')
    .locator('table button:not([disabled])')
    .filter({ visible: true })
  await days.first().click()
  await days.last().click()
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/)
})

test('a chart can be displayed as a table and exported as a file', async ({ page }) => {
  await page.goto(app.path())
  await waitUntilLoaded(page)
  const panel = page.getByRole('region', { name: 'Daily active users' })
  await panel.getByRole('button', { name: 'Daily active users: show as table' }).click()
  const rows = panel.getByRole('row')
  await expect(rows).toHaveCount(31)
  await expect(rows.last()).toContainText('3')
  await expect(rows.nth(1)).toContainText('–')
  await panel.getByRole('button', { name: 'Export daily users' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const file = await (await download).path()
  const text = readFileSync(file, 'utf8')
  expect(text.split('\r\n')[0]).toContain('date')
  expect(text.trim().split('\r\n').length).toBeGreaterThan(2)
})

test('a release is marked and a new crash is announced', async ({ page }) => {
  await page.goto(app.path())
  await waitUntilLoaded(page)
  const users = page.getByRole('region', { name: 'Daily active users' })
  await expect(users.getByText('1.1.0')).toBeVisible()
  await app.sendCrash({
    crash: { message: 'a new crash', stackTrace: "new.lua:1: in function 'fresh'" },
  })
  await page.getByRole('button', { name: /1 new crash group/ }).click()
  await expect(page.getByText('a new crash')).toBeVisible()
})

test('the time since the last event keeps counting', async ({ page }) => {
  await page.goto(app.path())
  await waitUntilLoaded(page)
  const health = page.getByRole('region', { name: 'Data health' })
  const line = health.getByRole('listitem').filter({ hasText: 'Last event' })
  await app.sendEvents({ events: [{ type: 'app_start' }] })
  await expect(line).toHaveText(/Last event\d+ sec\.? ago/)
  const first = await line.textContent()
  await expect(line).not.toHaveText(first ?? '')
  const time = line.locator('time')
  const before = (await time.getAttribute('datetime')) ?? ''
  await expect(async () => {
    await app.sendEvents({ events: [{ type: 'app_start' }] })
    expect(await time.getAttribute('datetime')).not.toBe(before)
  }).toPass()
  await expect(line).toHaveText(/Last event\d+ sec\.? ago/)
  await time.hover()
  await expect(page.getByRole('tooltip')).toContainText(/\d\d:\d\d:\d0 UTC/)
})
