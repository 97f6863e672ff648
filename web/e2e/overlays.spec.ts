/** Overlays are accessible and close with Escape. */
import type { Locator, Page } from '@playwright/test'
import { TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, test } from './support/test.ts'

interface Overlay {
  name: string
  view: string
  open: (page: Page) => Promise<void>
}

const clickButton = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name }).first().click()

const OVERLAYS: Overlay[] = [
  { name: 'app-switcher', view: '', open: clickButton(/^App: /) },
  { name: 'range', view: '', open: clickButton(/^Range: /) },
  { name: 'version', view: '', open: clickButton(/^Version: /) },
  { name: 'account', view: '', open: clickButton('Account') },
  { name: 'export', view: '', open: clickButton(/export/i) },
  {
    name: 'sort',
    view: 'crashes',
    open: (page) => page.getByRole('combobox', { name: 'Sort' }).click(),
  },
  {
    name: 'no-such-version',
    view: 'crashes',
    open: async (page) => {
      await page.getByRole('combobox', { name: 'Version' }).fill('no such')
      await expect(page.getByRole('option', { name: 'No matches' })).toBeVisible()
    },
  },
  { name: 'mute', view: 'alerts/rules', open: clickButton(/^Mute: /) },
  { name: 'delivery', view: 'alerts', open: clickButton('Delivery actions') },
  {
    name: 'rule-kind',
    view: 'alerts/rules',
    open: async (page) => {
      await page.getByRole('button', { name: 'Add rule' }).click()
      await page.getByRole('combobox', { name: 'When' }).click()
      await expect(page.getByRole('option', { name: 'When a crash spreads' })).toBeVisible()
    },
  },
]

for (const { name, view, open } of OVERLAYS) {
  test(`${name}, open: accessible in light and dark`, async ({ page }) => {
    await page.goto(TestApp.forDemo().path(view))
    await waitUntilLoaded(page)
    await open(page)
    await checkAndCapture(page, `open-${name}`)
  })
}

async function expectUntruncatedLabels(panel: Locator) {
  const truncated = await panel
    .locator('.mantine-Button-label')
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length)
  expect(truncated, 'truncated labels').toBe(0)
}

for (const action of ['Resolve', 'Ignore', 'Assign']) {
  test(`the ${action} menu of a crash: accessible, also by keyboard`, async ({ page }) => {
    await page.goto(TestApp.forDemo().path('crashes'))
    await waitUntilLoaded(page)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    const button = page.getByRole('toolbar').getByRole('button', { name: action })
    await button.focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: action })
    await expect(panel.locator(':focus')).toHaveCount(1)
    await expectUntruncatedLabels(panel)
    await checkAndCapture(page, `open-${action.toLowerCase()}`)
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(button).toBeFocused()
  })
}

for (const [name, address] of [
  ['a missing crash', '/apps/com.example.demo/crashes/missing'],
  ['a missing app', '/apps/com.example.missing'],
] as const) {
  test(`${name}: an accessible error page`, async ({ page }) => {
    await page.goto(address)
    await waitUntilLoaded(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/not found/)
    await checkAndCapture(page, name.replaceAll(' ', '-'))
  })
}

test('the confirmation dialog: accessible in light and dark', async ({ page }) => {
  await page.goto(TestApp.forDemo().path('settings/keys'))
  await waitUntilLoaded(page)
  await clickButton(/^Revoke/)(page)
  await expect(page.getByRole('dialog')).toBeVisible()
  await checkAndCapture(page, 'open-confirm')
})
