/** What opens above a page is as accessible as the page, and is closed by Escape. */
import type { Locator, Page } from '@playwright/test'
import { TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, test } from './support/test.ts'

interface Overlay {
  name: string
  view: string
  open: (page: Page) => Promise<void>
}

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name }).first().click()

const OVERLAYS: Overlay[] = [
  { name: 'app-switcher', view: '', open: press(/^App: /) },
  { name: 'range', view: '', open: press(/^Range: /) },
  { name: 'version', view: '', open: press(/^Version: /) },
  { name: 'account', view: '', open: press('Account') },
  { name: 'export', view: '', open: press(/export/i) },
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
      await expect(page.getByRole('option', { name: 'None' })).toBeVisible()
    },
  },
  { name: 'mute', view: 'alerts/rules', open: press(/^Mute: /) },
  { name: 'delivery', view: 'alerts', open: press('More about this delivery') },
  {
    name: 'rule-kind',
    view: 'alerts/rules',
    open: async (page) => {
      await page.getByRole('button', { name: 'New rule' }).click()
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

async function expectWholeLabels(panel: Locator) {
  const cut = await panel
    .locator('.mantine-Button-label')
    .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length)
  expect(cut, 'labels that are cut').toBe(0)
}

for (const decision of ['Resolve', 'Ignore', 'Assign']) {
  test(`${decision} of a crash, open: accessible, and by keyboard`, async ({ page }) => {
    await page.goto(TestApp.forDemo().path('crashes'))
    await waitUntilLoaded(page)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    const button = page.getByRole('toolbar').getByRole('button', { name: decision })
    await button.focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: decision })
    await expect(panel.locator(':focus')).toHaveCount(1)
    await expectWholeLabels(panel)
    await checkAndCapture(page, `open-${decision.toLowerCase()}`)
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(button).toBeFocused()
  })
}

for (const [what, address] of [
  ['a crash that is not there', '/apps/com.example.demo/crashes/missing'],
  ['an app that is not there', '/apps/com.example.missing'],
] as const) {
  test(`${what}: accessible, and says so`, async ({ page }) => {
    await page.goto(address)
    await waitUntilLoaded(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/no such/i)
    await checkAndCapture(page, what.replaceAll(' ', '-'))
  })
}

test('the question before something final: accessible in light and dark', async ({ page }) => {
  await page.goto(TestApp.forDemo().path('settings/keys'))
  await waitUntilLoaded(page)
  await press(/^Revoke/)(page)
  await expect(page.getByRole('dialog')).toBeVisible()
  await checkAndCapture(page, 'open-confirm')
})
