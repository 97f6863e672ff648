import { TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, test } from './support/test.ts'

const VIEWS = [
  '',
  'crashes',
  'live',
  'alerts',
  'alerts/rules',
  'alerts/channels',
  'analytics',
  'analytics/events',
  'analytics/performance',
  'analytics/releases',
  'analytics/retention',
  'analytics/funnel',
  'analytics/benchmarks',
  'settings',
  'settings/keys',
  'settings/members',
  'settings/ingestion',
  'settings/events',
  'settings/grouping',
  'settings/source-maps',
  'settings/retention',
  'settings/account',
]

const toPictureName = (view: string) => view.replace('/', '-') || 'overview'

for (const view of VIEWS) {
  test(`${view || 'overview'}: accessible in light and dark`, async ({ page }) => {
    await page.goto(TestApp.forDemo().path(view))
    await waitUntilLoaded(page)
    await checkAndCapture(page, toPictureName(view))
  })
}

for (const view of VIEWS) {
  test(`${view || 'overview'}: fits a phone of 360 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(TestApp.forDemo().path(view))
    await waitUntilLoaded(page)
    await expect(page.getByRole('button', { name: 'Account' })).toBeInViewport()
    await page.getByRole('button', { name: 'Account' }).click({ trial: true })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await page.screenshot({ path: `e2e/.out/screens/${toPictureName(view)}-360.png` })
  })
}
