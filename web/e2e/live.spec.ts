import type { Page, WebSocketRoute } from '@playwright/test'
import { TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, test } from './support/test.ts'

let app: TestApp

test.beforeEach(async () => {
  app = await TestApp.create('Live')
})

const feed = (page: Page) => page.getByRole('feed', { name: 'Crashes' })
const counter = (page: Page, name: string) =>
  page.locator('dl > *').filter({ hasText: name }).locator('dd')
const openLive = async (page: Page) => {
  await page.goto(app.path('live'))
  await waitUntilLoaded(page)
  await expect(page.getByText('Updating live.')).toBeVisible()
}

test('a crash appears immediately and the counters follow', async ({ page }) => {
  await openLive(page)
  await expect(page.getByText('No crashes in the last hour')).toBeVisible()
  await app.sendEvents({ sessionId: 'one', device: 'a', events: [{ type: 'app_start' }] })
  await app.sendEvents({ sessionId: 'two', device: 'b', events: [{ type: 'app_start' }] })
  await app.sendCrash({ crash: { message: 'first of all' } })
  const started = Date.now()
  await expect(feed(page)).toContainText('first of all')
  console.log(`measured: the feed showed it ${String(Date.now() - started)} ms after its mutation`)
  await expect(counter(page, 'Crashes, last minute')).toHaveText('1')
  await expect(counter(page, 'Sessions, last 5 minutes')).toHaveText(/[23]/)
  await checkAndCapture(page, 'live-feed')
  await page.getByRole('link', { name: 'first of all' }).click()
  await expect(page.getByRole('heading', { name: 'first of all' })).toBeVisible()
})

test('adds no crashes while it is paused', async ({ page }) => {
  await openLive(page)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused. New crashes are not displayed.')).toBeVisible()
  await app.sendCrash({ crash: { message: 'during the pause' } })
  await expect(page.getByRole('button', { name: '1 new crash' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'during the pause' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('link', { name: 'during the pause' })).toBeVisible()
})

test.describe('a lost connection', () => {
  test.use({ expectedErrors: /WebSocket/ })

  test('is resumed without a gap', async ({ page }) => {
    const sockets: WebSocketRoute[] = []
    let isUnavailable = false
    await page.routeWebSocket(/\/graphql$/, (socket) => {
      if (isUnavailable) {
        void socket.close({ code: 1013 })
        return
      }
      socket.connectToServer()
      sockets.push(socket)
    })
    await openLive(page)
    await app.sendCrash({ crash: { message: 'before' } })
    await expect(feed(page)).toContainText('before')

    isUnavailable = true
    for (const socket of sockets) await socket.close({ code: 1013 })
    await expect(page.getByText('Not connected. Missed crashes are loaded')).toBeVisible()
    await expect(page.getByText('Reconnecting')).toBeVisible()
    await app.sendCrash({ crash: { message: 'missed one' } })
    await app.sendCrash({ crash: { message: 'missed two' } })
    await checkAndCapture(page, 'live-reconnecting')

    isUnavailable = false
    await expect(feed(page)).toContainText('missed two')
    await expect(feed(page)).toContainText('missed one')
    await expect(feed(page).getByRole('article')).toHaveCount(3)
    await expect(page.getByText('Reconnected. Loaded 2 missed crashes.')).toBeVisible()
  })
})
