/** Measures the dashboard on this machine and prints the results: `npm run measure`. */
import type { Page } from '@playwright/test'
import { TestApp } from './support/app.ts'
import { expect, waitUntilLoaded, test } from './support/test.ts'

const VIEWS = ['', 'crashes', 'live', 'analytics', 'alerts']
const VISITS = 5
const GROUPS = 10_000
/** Scrolling quickly with a wheel: about 7,000 pixels per second. */
const FLICK_PX = 120
/** Dragging the scroll bar: ten new rows per frame. */
const FLING_PX = 600
/** The end of the page is reached after this many frames without movement. */
const STILL_FRAMES = 300

async function readLargestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().at(-1)?.startTime ?? 0)
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )
}

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

test('largest contentful paint on 30 days of demo data', async ({ page }) => {
  for (const view of VIEWS) {
    const paints: number[] = []
    for (let visit = 0; visit < VISITS; visit++) {
      await page.goto('about:blank')
      await page.goto(TestApp.forDemo().path(view))
      await waitUntilLoaded(page)
      paints.push(await readLargestPaint(page))
    }
    const [medianMs, maxMs] = [median(paints), Math.max(...paints)].map(Math.round)
    console.log(
      `measured: LCP of ${view || 'overview'}: ${String(medianMs)} ms, maximum ${String(maxMs)}`,
    )
  }
})

test('a live crash, from its mutation until it is visible', async ({ page }) => {
  const app = await TestApp.create('Measured')
  for (const view of ['crashes', 'live']) {
    const waits: number[] = []
    await page.goto(app.path(view))
    await waitUntilLoaded(page)
    for (let each = 0; each < VISITS; each++) {
      const message = `${view} ${String(each)}`
      const seen = page.waitForFunction((text) => document.body.innerText.includes(text), message)
      await app.sendCrash({
        crash: { message, stackTrace: `live.lua:1: in function '${view}${String(each)}'` },
      })
      const sent = Date.now()
      await seen
      waits.push(Date.now() - sent)
    }
    console.log(`measured: a crash in ${view}: ${waits.join(', ')} ms after its mutation`)
  }
})

test('scrolling through 10,000 groups', async ({ page }) => {
  const app = await TestApp.create('Scrolled')
  await app.sendCrashGroups(GROUPS, (index) => ({
    at: new Date(Date.now() - index * 1_000),
    device: `phone-${String(index % 100)}`,
  }))
  for (const step of [FLICK_PX, FLING_PX]) {
    await page.goto(app.path('crashes'))
    await waitUntilLoaded(page)
    await expect(page.getByText('10,000 groups')).toBeVisible()
    const frames = await measureScrolling(page, step)
    const rows = page.getByRole('listitem').filter({ hasText: 'job step9999 failed' })
    await expect(rows).toBeVisible()
    const slow = frames.filter((frame) => frame > 50).length
    const [medianMs, maxMs] = [median(frames), Math.max(...frames)].map(Math.round)
    console.log(
      `measured: ${String(step)} px per frame: ${String(frames.length)} frames to the end,` +
        ` median ${String(medianMs)} ms, ${String(slow)} above 50 ms, longest ${String(maxMs)} ms`,
    )
  }
})

/** Scrolls to the end of the page and returns the duration of each frame in milliseconds. */
async function measureScrolling(page: Page, step: number): Promise<number[]> {
  return page.evaluate(
    ([step, still]) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        let [last, rest, top] = [performance.now(), 0, -1]
        const next = (now: number) => {
          times.push(now - last)
          last = now
          window.scrollBy(0, step)
          rest = window.scrollY === top ? rest + 1 : 0
          top = window.scrollY
          if (rest > still) resolve(times.slice(0, -still))
          else requestAnimationFrame(next)
        }
        requestAnimationFrame(next)
      }),
    [step, STILL_FRAMES] as const,
  )
}
