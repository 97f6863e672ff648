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
const follow = async (page: Page) => {
  await page.goto(app.path('live'))
  await waitUntilLoaded(page)
  await expect(page.getByText('Following.')).toBeVisible()
}

test('a crash is seen as it comes, and the counters go with it', async ({ page }) => {
  await follow(page)
  await expect(page.getByText('No crash in the last hour')).toBeVisible()
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

test('waits while it is paused', async ({ page }) => {
  await follow(page)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused; new crashes wait.')).toBeVisible()
  await app.sendCrash({ crash: { message: 'in the pause' } })
  await expect(page.getByRole('button', { name: '1 new crash' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'in the pause' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('link', { name: 'in the pause' })).toBeVisible()
})

test.describe('a connection that is lost', () => {
  test.use({ expectedErrors: /WebSocket/ })

  test('is resumed without a gap', async ({ page }) => {
    const sockets: WebSocketRoute[] = []
    let isAway = false
    await page.routeWebSocket(/\/graphql$/, (socket) => {
      if (isAway) {
        void socket.close({ code: 1013 })
        return
      }
      socket.connectToServer()
      sockets.push(socket)
    })
    await follow(page)
    await app.sendCrash({ crash: { message: 'before' } })
    await expect(feed(page)).toContainText('before')

    isAway = true
    for (const socket of sockets) await socket.close({ code: 1013 })
    await expect(page.getByText('Not connected; what you miss is fetched')).toBeVisible()
    await expect(page.getByText('Reconnecting')).toBeVisible()
    await app.sendCrash({ crash: { message: 'missed one' } })
    await app.sendCrash({ crash: { message: 'missed two' } })
    await checkAndCapture(page, 'live-reconnecting')

    isAway = false
    await expect(feed(page)).toContainText('missed two')
    await expect(feed(page)).toContainText('missed one')
    await expect(feed(page).getByRole('article')).toHaveCount(3)
    await expect(page.getByText('Back: 2 crashes caught up.')).toBeVisible()
  })
})
