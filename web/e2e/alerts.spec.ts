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
const toast = (page: Page) => page.getByRole('status', { name: 'Messages' })

async function addWebhook(page: Page, name: string) {
  await open(page, '/channels')
  await page.getByRole('button', { name: 'New channel' }).click()
  const form = page.getByRole('dialog', { name: 'New channel' })
  await form.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Webhook' }).click()
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Webhook address').fill(receiver.address)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(cards(page, 'Channels')).toContainText(name)
}

test('a channel is added, tested with the exact answer, quietened and deleted', async ({
  page,
}) => {
  await addWebhook(page, 'Hook <b>')
  await expect(cards(page, 'Channels')).toContainText('not verified: send a test')
  receiver.status = 404
  await page.getByRole('button', { name: 'Send test: Hook <b>' }).click()
  await expect(cards(page, 'Channels')).toContainText('Failed after')
  await expect(cards(page, 'Channels')).toContainText('unknown receiver')
  receiver.status = 200
  await page.getByRole('button', { name: 'Send test: Hook <b>' }).click()
  await expect(cards(page, 'Channels')).toContainText('Delivered after')
  await expect(cards(page, 'Channels')).toContainText('thank you')
  await expect(cards(page, 'Channels').getByText('verified', { exact: true })).toBeVisible()
  expect(receiver.bodies).toHaveLength(2)

  await page.getByRole('button', { name: 'Edit: Hook <b>' }).click()
  await page.getByLabel(/^Quiet hours/).check()
  await page.getByLabel('From').fill('21:30')
  await page.getByLabel('At most an hour').fill('5')
  await checkAndCapture(page, 'alerts-channel')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(cards(page, 'Channels')).toContainText(
    'Quiet from 21:30 to 07:00 (Europe/Berlin), at most 5 an hour.',
  )
  await checkAndCapture(page, 'alerts-channels')
  await page.getByRole('button', { name: 'Delete: Hook <b>' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(cards(page, 'Channels')).toContainText('Hook <b>')
  await page.getByRole('button', { name: 'Delete: Hook <b>' }).click()
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByText('No channel of this app')).toBeVisible()
})

test('an e-mail address waits for its confirmation', async ({ page }) => {
  await open(page, '/channels')
  await page.getByRole('button', { name: 'New channel' }).click()
  const form = page.getByRole('dialog', { name: 'New channel' })
  await form.getByLabel('Name').fill('On call')
  await form.getByLabel('E-mail address').fill('on.call@example.com')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(cards(page, 'Channels')).toContainText('follow the link in the mail')
  await page.getByRole('button', { name: 'Mail again' }).click()
  await expect(toast(page)).toContainText('Another mail to confirm is on its way.')
})

test('a rule is put together as a sentence, changed, muted, switched off and deleted', async ({
  page,
}) => {
  await addWebhook(page, '#crashes')
  await page.getByRole('link', { name: 'Rules' }).click()
  await expect(cards(page, 'Rules').first()).toContainText('tell every channel.')
  await page.getByRole('button', { name: 'New rule' }).click()
  const form = page.getByRole('dialog', { name: 'New rule' })
  await form.getByLabel('Name').fill('Fatal in 2')
  await form.getByLabel('In versions').fill('2.*')
  await page.keyboard.press('Enter')
  await form.getByRole('combobox', { name: 'Which crashes' }).click()
  await page.getByRole('option', { name: 'Fatal crashes only' }).click()
  await form.getByLabel('Tell').click()
  await page.getByRole('option', { name: '#crashes' }).click()
  await page.keyboard.press('Escape')
  await expect(form).toContainText('When a new fatal crash group appears in 2.*, tell #crashes.')
  await checkAndCapture(page, 'alerts-rule')
  await form.getByRole('button', { name: 'Save' }).click()
  const card = cards(page, 'Rules').filter({ hasText: 'Fatal in 2' })
  await expect(card).toContainText('When a new fatal crash group appears in 2.*, tell #crashes.')

  await card.getByRole('button', { name: /^Edit/ }).click()
  await page.getByRole('combobox', { name: 'When' }).click()
  await page.getByRole('option', { name: 'When a crash spreads' }).click()
  await page.getByLabel('Devices').fill('50')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(card).toContainText('a fatal crash reaches 50 devices within 1 hour in 2.*')

  await card.getByRole('button', { name: /^Mute/ }).click()
  await page.getByRole('menuitem', { name: 'For a day' }).click()
  await expect(card).toContainText('Muted until')
  await card.getByRole('button', { name: /^Unmute/ }).click()
  await expect(card).not.toContainText('Muted until')
  await card.getByRole('switch').click({ force: true })
  await expect(card).toContainText('Off')
  await checkAndCapture(page, 'alerts-rules')
  await card.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(card).toHaveCount(1)
  await card.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(card).toHaveCount(0)
})

test('the log says what became of each alert, and tries again what was given up', async ({
  page,
}) => {
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
  await expect(row).toContainText('given up')
  await expect(row).toContainText('unknown receiver')
  await checkAndCapture(page, 'alerts-log')

  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'given up' }).click()
  await expect(page).toHaveURL(/state=DEAD/)
  await expect(page.getByRole('article')).toHaveCount(1)
  receiver.status = 200
  await row.getByRole('button', { name: 'More about this delivery' }).click()
  await page.getByRole('menuitem', { name: 'Try it again' }).click()
  await expect(toast(page)).toContainText('Tried again.')
  await open(page)
  await expect(row).toContainText('delivered')
  await row.getByRole('button', { name: 'More about this delivery' }).click()
  await page.getByRole('menuitem', { name: 'I look after it' }).click()
  await expect(row).toContainText('looked after by admin@example.com')
  await row.getByRole('button', { name: 'More about this delivery' }).click()
  await page.getByRole('menuitem', { name: 'Mute what it is about for an hour' }).click()
  await expect(toast(page)).toContainText('Muted')
  await page.getByRole('button', { name: 'Replay given up' }).click()
  await expect(toast(page)).toContainText('Nothing was given up.')

  await page.goto(app.path(`crashes/${fingerprint}`))
  await expect(page.getByRole('region', { name: 'Alerts sent' })).toContainText('delivered')
})

test.describe('somebody who may only look', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('sees why the actions are closed', async ({ page }) => {
    await signIn(page, createUser(app, 'viewer'))
    await open(page, '/rules')
    for (const name of ['New rule', 'Edit: New crash group', 'Mute: New crash group']) {
      await expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
    }
    await page.getByRole('button', { name: 'New rule' }).hover({ force: true })
    await expect(page.getByRole('tooltip')).toContainText('Ask an owner')
  })
})
