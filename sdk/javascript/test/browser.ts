/**
 * Pages in Chromium that send to the real server: they throw, they close in mid-send, they are
 * offline. Prints the books as JSON.
 *
 * Environment: TELEMETRY_TARGET, TELEMETRY_APP, TELEMETRY_KEY, CHROMIUM, PROFILE (a folder). The
 * pages and the server have one origin: a small proxy serves both.
 */
import { readFile } from 'node:fs/promises'
import { createServer, request as forward } from 'node:http'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import type * as telemetry from '../src/index.js'

declare global {
  interface Window {
    telemetry: typeof telemetry
  }
}

const { TELEMETRY_TARGET = '', TELEMETRY_APP = '', TELEMETRY_KEY = '' } = process.env
const { CHROMIUM = 'chromium', PROFILE = '' } = process.env
const BUNDLE = join(import.meta.dirname, '..', '..', 'dist', 'telemetry.iife.js')
const script = await readFile(BUNDLE, 'utf8')
const target = new URL(TELEMETRY_TARGET)
let delayMs = 0
const problems: string[] = []
const books = { tracked: 0, pages: 0, crashes: 0, screens: 0 }

const server = createServer((request, response) => {
  if (!request.url?.startsWith('/v1/')) {
    const isScript = request.url === '/telemetry.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><script src="/telemetry.js"></script>')
    return
  }
  const { method = 'POST', url, headers } = request
  const passed = forward({ host: target.hostname, port: target.port, path: url, method, headers })
  passed.on('response', (answer) => {
    setTimeout(() => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      if (answer.statusCode === 400) {
        answer.on('data', (part: Buffer) => problems.push(part.toString()))
      }
    }, delayMs)
  })
  passed.on('error', () => response.destroy())
  request.pipe(passed)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`

async function openBrowser(): Promise<BrowserContext> {
  return chromium.launchPersistentContext(PROFILE, {
    executablePath: CHROMIUM,
    chromiumSandbox: process.getuid?.() !== 0,
  })
}

/** Open a page that has the client; what it prints is a problem, but for its own errors. */
async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.on('console', (message) => {
    // The browser itself names requests that fail.
    if (!message.text().startsWith('Failed to load resource')) problems.push(message.text())
  })
  await page.goto(origin)
  await page.evaluate(
    ([url, appId, ingestKey]) => {
      const options = { url, appId, ingestKey, usageAnalytics: true, appVersion: '1.2.0' }
      return window.telemetry.init(options as telemetry.Options).ready
    },
    [origin, TELEMETRY_APP, TELEMETRY_KEY],
  )
  books.pages++
  return page
}

async function recordScreens(page: Page, count: number): Promise<void> {
  await page.evaluate(
    ([first, last]) => {
      for (let number = first; number < last; number++) window.telemetry.screen(`screen ${number}`)
    },
    [books.screens, books.screens + count] as const,
  )
  books.screens += count
}

/** Throw as a page does: in a task and in a promise. */
async function throwErrors(page: Page): Promise<void> {
  await page.evaluate(
    ([first]) => {
      setTimeout(() => {
        throw new Error(`crash ${first}`)
      })
      void Promise.reject(new Error(`crash ${(first ?? 0) + 1}`))
    },
    [books.crashes],
  )
  books.crashes += 2
  await page.waitForTimeout(200)
}

/** End a page as a user does, by going elsewhere; it records `app_stop` then. */
async function leave(page: Page): Promise<void> {
  const stats = await page.evaluate(() => window.telemetry.stats())
  books.tracked += (stats?.tracked ?? 0) + 1
  await page.goto('about:blank')
  await page.close()
}

let context = await openBrowser()
const first = await openPage(context)
await recordScreens(first, 120)
await throwErrors(first)
await first.evaluate(() => window.telemetry.flush())
await leave(first)

// Closed in mid-send: the answers come after the page is gone.
delayMs = 400
const second = await openPage(context)
await recordScreens(second, 130)
await throwErrors(second)
await leave(second)
delayMs = 0

// Offline, with two pages at once; the browser ends before they are online again.
const offline = [await openPage(context), await openPage(context)]
await context.setOffline(true)
for (const page of offline) {
  await recordScreens(page, 70)
  await throwErrors(page)
}
for (const page of offline) await leave(page)
await context.close()

// The next visit sends what waits.
context = await openBrowser()
const last = await openPage(context)
const deadline = Date.now() + 150_000
const left = () =>
  last.evaluate(async (appId) => {
    await window.telemetry.flush()
    const opened = indexedDB.open(`telemetry-graph ${appId}`)
    await new Promise((resolve) => (opened.onsuccess = resolve))
    const items = opened.result.transaction('items').objectStore('items').getAllKeys()
    await new Promise((resolve) => (items.onsuccess = resolve))
    opened.result.close()
    return items.result.length - 1 // the settings stay
  }, TELEMETRY_APP)
while ((await left()) > 0 && Date.now() < deadline) await last.waitForTimeout(500)
const waiting = await left()
if (waiting) problems.push(`${waiting} items were left`)
await leave(last)
await context.close()
server.close()
process.stdout.write(JSON.stringify({ ...books, problems }) + '\n')
