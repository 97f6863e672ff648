import type { Page } from '@playwright/test'
import { createUser, TestApp } from './support/app.ts'
import { Receiver } from './support/receiver.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

let app: TestApp
let receiver: Receiver

test.beforeEach(async () => {
  app = await TestApp.create('Alerts')
  receiver = await Receiver.start()
})
test.afterEach(async () => {
  await receiver.stop()
})

const open = async (page: Page, tab = '') => {
  await page.goto(app.path(`alerts${tab}`))
  await waitUntilLoaded(page)
}
const cards = (page: Page, list: 'Channels' | 'Rules') =>
  page.getByRole('list', { name: list }).getByRole('listitem')
const toast = (page: Page) => page.getByRole('status', { name: 'Notifications' })

async function addWebhook(page: Page, name: string) {
  await open(page, '/channels')
  await page.getByRole('button', { name: 'Add channel' }).click()
  const form = page.getByRole('dialog', { name: 'New channel' })
  await form.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Webhook' }).click()
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Webhook URL').fill(receiver.address)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(cards(page, 'Channels')).toContainText(name)
}

test('a channel is added, tested, limited to quiet hours and deleted', async ({ page }) => {
  await addWebhook(page, 'Hook <b>')
  await expect(cards(page, 'Channels')).toContainText('Not verified: send a test alert')
  receiver.status = 404
  await page.getByRole('button', { name: 'Send test: Hook <b>' }).click()
  await expect(cards(page, 'Channels')).toContainText('Failed after')
  await expect(cards(page, 'Channels')).toContainText('unknown receiver')
  receiver.status = 200
  await page.getByRole('button', { name: 'Send test: Hook <b>' }).click()
  await expect(cards(page, 'Channels')).toContainText('Delivered after')
  await expect(cards(page, 'Channels')).toContainText('accepted')
  await expect(cards(page, 'Channels').getByText('Verified', { exact: true })).toBeVisible()
  expect(receiver.bodies).toHaveLength(2)

  await page.getByRole('button', { name: 'Edit: Hook <b>' }).click()
  await page.getByLabel(/^Quiet hours/).check()
  await page.getByLabel('From').fill('21:30')
  await page.getByLabel('Maximum alerts per hour').fill('5')
  await checkAndCapture(page, 'alerts-channel')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(cards(page, 'Channels')).toContainText(
    'Quiet hours from 21:30 to 07:00 (Europe/Berlin), at most 5 alerts per hour.',
  )
  await checkAndCapture(page, 'alerts-channels')
  await page.getByRole('button', { name: 'Delete: Hook <b>' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(cards(page, 'Channels')).toContainText('Hook <b>')
  await page.getByRole('button', { name: 'Delete: Hook <b>' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('No channels')).toBeVisible()
})

test('an e-mail address is not verified until it is confirmed', async ({ page }) => {
  await open(page, '/channels')
  await page.getByRole('button', { name: 'Add channel' }).click()
  const form = page.getByRole('dialog', { name: 'New channel' })
  await form.getByLabel('Name').fill('On call')
  await form.getByLabel('E-mail address').fill('on.call@example.com')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(cards(page, 'Channels')).toContainText('follow the link in the confirmation e-mail')
  await page.getByRole('button', { name: 'Resend confirmation' }).click()
  await expect(toast(page)).toContainText('Confirmation e-mail sent.')
})

test('a rule is described as a sentence, changed, muted, disabled and deleted', async ({
  page,
}) => {
  await addWebhook(page, '#crashes')
  await page.getByRole('link', { name: 'Rules' }).click()
  await expect(cards(page, 'Rules').first()).toContainText('notify all channels.')
  await page.getByRole('button', { name: 'Add rule' }).click()
  const form = page.getByRole('dialog', { name: 'New rule' })
  await form.getByLabel('Name').fill('Fatal in 2')
  await form.getByLabel('Versions').fill('2.*')
  await page.keyboard.press('Enter')
  await form.getByRole('combobox', { name: 'Crashes' }).click()
  await page.getByRole('option', { name: 'Fatal crashes only' }).click()
  await form.getByLabel('Notify').click()
  await page.getByRole('option', { name: '#crashes' }).click()
  await page.keyboard.press('Escape')
  await expect(form).toContainText('When a new fatal crash group appears in 2.*, notify #crashes.')
  await checkAndCapture(page, 'alerts-rule')
  await form.getByRole('button', { name: 'Save' }).click()
  const card = cards(page, 'Rules').filter({ hasText: 'Fatal in 2' })
  await expect(card).toContainText('When a new fatal crash group appears in 2.*, notify #crashes.')

  await card.getByRole('button', { name: /^Edit/ }).click()
  await page.getByRole('combobox', { name: 'When' }).click()
  await page.getByRole('option', { name: 'When a crash spreads' }).click()
  await page.getByLabel('Devices').fill('50')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(card).toContainText('a fatal crash reaches 50 devices within 1 hour in 2.*')

  await card.getByRole('button', { name: /^Mute/ }).click()
  await page.getByRole('menuitem', { name: 'For 1 day' }).click()
  await expect(card).toContainText('Muted until')
  await card.getByRole('button', { name: /^Unmute/ }).click()
  await expect(card).not.toContainText('Muted until')
  await card.getByRole('switch').click({ force: true })
  await expect(card).toContainText('Disabled')
  await checkAndCapture(page, 'alerts-rules')
  await card.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(card).toHaveCount(1)
  await card.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(card).toHaveCount(0)
})

test('the log shows the state of each delivery, and dead ones can be retried', async ({ page }) => {
  await addWebhook(page, 'Hook')
  await page.getByRole('button', { name: 'Send test: Hook' }).click()
  await expect(cards(page, 'Channels')).toContainText('Delivered after')
  receiver.status = 404
  const fingerprint = await app.sendCrash()
  await open(page)
  const row = page
    .getByRole('article')
    .filter({ hasText: "attempt to index nil value 'user'" })
    .filter({ hasText: 'webhook' })
  await expect(row).toContainText('Dead')
  await expect(row).toContainText('unknown receiver')
  await checkAndCapture(page, 'alerts-log')

  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Dead' }).click()
  await expect(page).toHaveURL(/state=DEAD/)
  await expect(page.getByRole('article')).toHaveCount(1)
  receiver.status = 200
  await row.getByRole('button', { name: 'Delivery actions' }).click()
  await page.getByRole('menuitem', { name: 'Retry delivery' }).click()
  await expect(toast(page)).toContainText('Retrying the delivery.')
  await open(page)
  await expect(row).toContainText('Delivered')
  await row.getByRole('button', { name: 'Delivery actions' }).click()
  await page.getByRole('menuitem', { name: 'Acknowledge' }).click()
  await expect(row).toContainText('Acknowledged by admin@example.com')
  await row.getByRole('button', { name: 'Delivery actions' }).click()
  await page.getByRole('menuitem', { name: 'Mute this subject for 1 hour' }).click()
  await expect(toast(page)).toContainText('Muted')
  await page.getByRole('button', { name: 'Replay dead deliveries' }).click()
  await expect(toast(page)).toContainText('There are no dead deliveries.')

  await page.goto(app.path(`crashes/${fingerprint}`))
  await expect(page.getByRole('region', { name: 'Alerts sent' })).toContainText('Delivered')
})

test.describe('a viewer', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('sees why actions are disabled', async ({ page }) => {
    await signIn(page, createUser(app, 'viewer'))
    await open(page, '/rules')
    for (const name of ['Add rule', 'Edit: New crash group', 'Mute: New crash group']) {
      await expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
    }
    await page.getByRole('button', { name: 'Add rule' }).hover({ force: true })
    await expect(page.getByRole('tooltip')).toContainText('Ask an owner')
  })
})
