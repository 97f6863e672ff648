import { TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, test } from './support/test.ts'

const demo = () => TestApp.forDemo()

test('the tabs of analytics have addresses and keep range and version', async ({ page }) => {
  await page.goto(`${demo().path('analytics')}?days=7`)
  await waitUntilLoaded(page)
  await expect(page.getByRole('region', { name: 'Top screens' })).toContainText('home')
  await page.getByRole('link', { name: 'Retention' }).click()
  await expect(page).toHaveURL(/analytics\/retention\?days=7/)
  await expect(page.getByRole('row', { name: /Average/ })).toContainText('%')
})

test('a measure is selected and its percentiles are displayed', async ({ page }) => {
  await page.goto(demo().path('analytics/performance'))
  await waitUntilLoaded(page)
  await expect(page.getByRole('region', { name: 'Startup time, p50' })).toContainText(/\d/)
  await page.getByText('Memory', { exact: true }).click()
  await expect(page).toHaveURL(/measure=memory/)
  await expect(page.getByRole('region', { name: 'Memory, p95' })).toContainText('MB')
  await expect(page.getByRole('region', { name: 'Memory by version' })).toContainText('1.2.0')
})

test('the steps of a funnel are stored in the address', async ({ page }) => {
  await page.goto(demo().path('analytics/funnel'))
  await waitUntilLoaded(page)
  await expect(page.getByRole('listitem')).toHaveCount(3)
  await page.getByRole('combobox', { name: 'Step 3' }).selectOption('button_click')
  await expect(page).toHaveURL(/steps=app_start%2Cscreen_view%2Cbutton_click/)
  await page.getByRole('button', { name: 'Remove step 2' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Add step' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(3)
})

test('versions have their share by day and their crash rate', async ({ page }) => {
  await page.goto(demo().path('analytics/releases'))
  await waitUntilLoaded(page)
  const row = page.getByRole('row', { name: /^1\.2\.0/ })
  await expect(row).toContainText('%')
  await expect(page.getByRole('region', { name: 'Version share' })).toBeVisible()
})

test('unusual names from an app are displayed as text', async ({ page }) => {
  const app = await TestApp.create('Unusual')
  const names = ['<img src=x onerror=alert(1)>', 'שלום עולם', '🎉'.repeat(40), 'a'.repeat(200)]
  await app.sendEvents({
    sessionId: 's',
    events: names.map((name) => ({ type: 'screen_view', data: { screen_name: name } })),
  })
  await page.goto(app.path('analytics'))
  await waitUntilLoaded(page)
  const screens = page.getByRole('region', { name: 'Top screens' })
  for (const name of names) await expect(screens.getByText(name)).toBeVisible()
  await checkAndCapture(page, 'analytics-unusual')
})

test('every tab of an empty app explains what to do', async ({ page }) => {
  const app = await TestApp.create('Empty')
  for (const part of ['', '/events', '/performance', '/releases', '/retention', '/funnel']) {
    await page.goto(app.path(`analytics${part}`))
    await waitUntilLoaded(page)
    await expect(page.getByRole('main')).toContainText(/range/)
  }
})
