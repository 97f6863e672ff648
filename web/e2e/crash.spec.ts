import type { Page } from '@playwright/test'
import { createUser, TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

const STACK = [
  "json.lua:31: in function 'encode'",
  "[C]: in function 'pcall'",
  "[C]: in function 'xpcall'",
  "profile.lua:42: in function 'loadUser'",
  'main.lua:15: in main chunk',
].join('\n')
const MINUTE = 60_000

let app: TestApp
let fingerprint: string

test.beforeAll(async () => {
  app = await TestApp.create('Crash')
  const now = Date.now()
  const sessionId = 'session-with-breadcrumbs'
  await app.sendEvents({
    sessionId,
    device: 'phone-0',
    events: [
      { type: 'app_start', at: new Date(now - 5 * MINUTE) },
      { type: 'screen_view', at: new Date(now - 2 * MINUTE), data: { screen_name: 'profile' } },
      { type: 'button_click', at: new Date(now - MINUTE), data: { element_id: 'save' } },
    ],
  })
  for (let index = 24; index >= 0; index--) {
    fingerprint = await app.sendCrash({
      device: `phone-${String(index % 5)}`,
      appVersion: index > 10 ? '1.1.0' : '1.2.0',
      at: new Date(now - index * 3 * 3_600_000),
      sessionId: index === 0 ? sessionId : undefined,
      crash: {
        stackTrace: STACK,
        context: { screen: 'profile.rml', memoryMb: 45.2, uptimeSeconds: 120 + index },
      },
    })
  }
  await app.sendCrash({ crash: { message: 'cannot save', stackTrace: STACK.replace('15', '16') } })
})

const open = async (page: Page, search = '') => {
  await page.goto(`${app.path(`crashes/${fingerprint}`)}${search}`)
  await waitUntilLoaded(page)
}
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const toast = (page: Page) => page.getByRole('status', { name: 'Notifications' })
const activity = (page: Page) => page.getByRole('list', { name: 'Activity' })

test('displays app frames, folds the others and explains the grouping', async ({ page }) => {
  await open(page)
  const stack = panel(page, 'Stack trace')
  await expect(stack).toContainText("profile.lua:42: in function 'loadUser'")
  await expect(stack).not.toContainText("in function 'pcall'")
  await stack.getByRole('button', { name: 'Show all frames' }).click()
  await expect(stack).toContainText("in function 'pcall'")
  await stack.getByText('Why these crashes are grouped').click()
  await expect(stack).toContainText(
    'Crashes with the same type, message and frames form one group.',
  )
  await expect(stack).toContainText('Frames used for grouping')
  await checkAndCapture(page, 'crash')
})

test('copies a line of the stack', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page)
  await page.getByRole('button', { name: /^Copy line: profile/ }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "profile.lua:42: in function 'loadUser'",
  )
})

test('displays counts, versions and days', async ({ page }) => {
  await open(page)
  await expect(panel(page, 'Details')).toContainText('1.2.0')
  await expect(panel(page, 'Details')).toContainText('25')
  await page.getByRole('button', { name: 'Occurrences: show as table' }).click()
  await expect(page.getByRole('table')).toContainText('8')
})

test('displays each occurrence with its context and breadcrumbs', async ({ page }) => {
  await open(page)
  const occurrences = panel(page, 'Occurrences, newest first')
  await expect(occurrences).toContainText('1 of 25')
  await expect(occurrences).toContainText('45.2 MB')
  const breadcrumbs = page.getByRole('region', { name: 'Breadcrumbs' })
  await expect(breadcrumbs).toContainText('screen_name profile')
  await expect(breadcrumbs.getByRole('listitem').last()).toContainText('Crash')
  for (let step = 2; step <= 13; step++) {
    await page.getByRole('button', { name: 'Older occurrence' }).click()
    await expect(occurrences).toContainText(`${String(step)} of 25`)
  }
  await expect(page).toHaveURL(/occurrence=/)
  await page.reload()
  await expect(occurrences).toContainText('13 of 25')
  await page.getByRole('button', { name: 'Newer occurrence' }).click()
  await expect(occurrences).toContainText('12 of 25')
})

test('is assigned, commented on, resolved in a version, ignored and reopened', async ({ page }) => {
  await open(page)
  await page.getByRole('textbox', { name: 'Comment' }).fill('Happens after <b>sign-out</b>.')
  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  await page.getByRole('button', { name: 'Assign to me' }).click()
  await expect(page.getByRole('button', { name: 'admin@example.com' })).toBeVisible()
  await expect(activity(page)).toContainText('assigned')

  await page.getByRole('button', { name: 'Comment' }).click()
  await expect(activity(page)).toContainText('Happens after <b>sign-out</b>.')

  await page.getByRole('button', { name: 'Resolve' }).first().click()
  await page.getByLabel('In version').fill('1.2.1')
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(page.getByText('fixed in 1.2.1')).toBeVisible()
  await expect(activity(page)).toContainText('resolved it in 1.2.1')

  await page.getByRole('button', { name: 'Ignore' }).first().click()
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('Until date').fill(tomorrow)
  await page.getByRole('dialog').getByRole('button', { name: 'Ignore', exact: true }).click()
  await expect(activity(page)).toContainText('ignored it until')
  await expect(toast(page)).toContainText('1 crash ignored until')

  await page.getByRole('button', { name: 'Reopen' }).click()
  await expect(activity(page)).toContainText('reopened it')
  await page.keyboard.press('e')
  const resolved = toast(page)
    .locator('div')
    .filter({ hasText: /^1 crash resolved(?! in)/ })
  await resolved.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Reopen' })).toHaveCount(0)
})

test.describe('an unknown e-mail address', () => {
  test.use({ expectedErrors: /404/ })

  test('is rejected with the reason', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: /^Assign$|@example/ }).click()
    await page.getByRole('combobox', { name: 'Member' }).fill('unknown@example.com')
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click()
    await expect(toast(page)).toContainText('Not saved.')
  })
})

test('is merged with a similar group and unmerged again', async ({ page }) => {
  await open(page)
  await expect(panel(page, 'Similar groups')).toContainText('cannot save')
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge another group into this one' })
  await dialog.getByLabel('Search').fill('cannot')
  await dialog.getByRole('button', { name: 'Merge: cannot save' }).click()
  await expect(toast(page)).toContainText('Merged')
  const details = panel(page, 'Details')
  await expect(details).toContainText('26')
  await expect(details).toContainText('Merged fingerprints')
  await details.getByRole('button', { name: /^Unmerge/ }).click()
  await expect(details).toContainText('25')
  await expect(details).not.toContainText('Merged fingerprints')
  await expect(activity(page)).toContainText('unmerged 1 fingerprint')
})

test('reports a group that does not exist', async ({ page }) => {
  await page.goto(app.path('crashes/ffffffffffffffff'))
  await expect(page.getByText('Crash group not found')).toBeVisible()
  await page.getByRole('link', { name: 'View all crashes' }).click()
  await expect(page.getByRole('heading', { name: 'Crashes' })).toBeVisible()
})

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await open(page)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(360)
  await checkAndCapture(page, 'crash-phone')
})

test.describe('a viewer', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('sees why actions are disabled', async ({ page }) => {
    await signIn(page, createUser(app, 'viewer'))
    await open(page)
    for (const name of ['Resolve', 'Ignore', 'Merge']) {
      const button = page.getByRole('button', { name, exact: true })
      await expect(button).toHaveAttribute('aria-disabled', 'true')
      await button.hover({ force: true })
      await expect(page.getByRole('tooltip')).toContainText('Ask an owner for the developer role')
    }
    await expect(page.getByRole('textbox', { name: 'Comment' })).not.toBeEditable()
  })
})
