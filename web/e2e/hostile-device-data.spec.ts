import { TestApp, type Crash } from './support/app.ts'
import { expectIntactPage, MARKUP } from './support/hostile.ts'
import { expect, checkAndCapture, waitUntilLoaded, test } from './support/test.ts'

const CRASHES: Record<string, Crash> = {
  markup: { type: '<b>type</b>', message: MARKUP, stackTrace: `${MARKUP}.lua:1: in function 'a'` },
  long: { message: `long ${'x'.repeat(900_000)}`, stackTrace: "b.lua:1: in function 'b'" },
  'right to left': {
    message: 'خطأ: القيمة «المستخدم» فارغة \u202Ereversed',
    stackTrace: "c.lua:1: in function 'عربي'",
  },
  emoji: {
    message: '💥 boom 👩‍👩‍👧‍👦 \u{1F3F4}\u200d\u2620\ufe0f',
    stackTrace: "d.lua:1: in function '🚀'",
  },
  empty: { message: '', stackTrace: '' },
  'many lines': {
    message: 'deep',
    stackTrace: Array.from(
      { length: 900 },
      (_, at) => `deep.lua:${String(at)}: in function 'f${String(at)}'`,
    ).join('\n'),
  },
}

let app: TestApp
const fingerprints: Record<string, string> = {}

test.beforeAll(async () => {
  app = await TestApp.create('Hostile')
  for (const [name, crash] of Object.entries(CRASHES)) {
    fingerprints[name] = await app.sendCrash({
      crash: { ...crash, context: { screen: MARKUP.slice(0, 60) } },
      appVersion: name === 'markup' ? '<i>1</i>' : '1.2.0',
      sessionId: name === 'markup' ? '<u>session</u>' : undefined,
    })
  }
})

for (const view of ['crashes', 'live']) {
  test(`${view}: data from devices is displayed as text and fits the page`, async ({ page }) => {
    await page.goto(app.path(view))
    await waitUntilLoaded(page)
    await expect(page.getByText(/^<img src=x onerror/).first()).toBeVisible()
    await expect(page.getByText('💥 boom').first()).toBeVisible()
    await checkAndCapture(page, `${view}-hostile`)
    await expectIntactPage(page)
  })
}

for (const name of Object.keys(CRASHES)) {
  test(`a crash page displays a crash with this data: ${name}`, async ({ page }) => {
    await page.goto(app.path(`crashes/${fingerprints[name] ?? ''}`))
    await waitUntilLoaded(page)
    await expect(page.getByRole('region', { name: 'Details' })).toBeVisible()
    await expectIntactPage(page)
  })
}
