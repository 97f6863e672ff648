/** The `test` of all specs. Console errors and requests to other origins fail a test. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'

interface TestOptions {
  /** Console errors that a test causes on purpose. */
  expectedErrors: RegExp | null
}

interface ProblemFixture {
  problems: string[]
}

export const test = base.extend<TestOptions & ProblemFixture>({
  expectedErrors: [null, { option: true }],
  problems: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const problems: string[] = []
      recordProblems(context, baseURL ?? '', problems)
      await use(problems)
      expect(problems.filter((text) => !expectedErrors?.test(text))).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

function recordProblems(context: BrowserContext, home: string, problems: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => {
    problems.push(`error: ${error.error().message}`)
  })
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    const isOwn = origin === home || protocol === 'data:' || protocol === 'blob:'
    if (!isOwn) problems.push(`request to ${request.url()}`)
  })
}

/** Waits until no part of the page is loading. */
export async function waitUntilLoaded(page: Page): Promise<void> {
  await expect(page.locator('main')).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: { html: string }[]
}

/** Runs axe; it is injected by the browser, so the content security policy does not change. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE)
  const violations = await page.evaluate<Violation[]>(
    'axe.run().then((result) => result.violations)',
  )
  const texts = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`)
  expect(texts).toEqual([])
}

export const COLOR_SCHEMES = ['light', 'dark'] as const

/** Checks accessibility in the light and dark colour schemes and takes a screenshot of each. */
export async function checkAndCapture(page: Page, name: string): Promise<void> {
  for (const colorScheme of COLOR_SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await waitForAnimations(page)
    await expectAccessible(page)
    await page.screenshot({ path: `e2e/.out/screens/${name}-${colorScheme}.png` })
  }
}

/** Waits for the end of animations: while colours fade, their contrast can be too low. */
async function waitForAnimations(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(countRunningAnimations), 'running animations').toBe(0)
}

/** Counts by state, because Chromium may never resolve `finished` when motion is reduced. */
function countRunningAnimations(): number {
  const isRunning = ({ effect, playState }: Animation) =>
    playState === 'running' && effect?.getComputedTiming().iterations !== Infinity
  return document.getAnimations().filter(isRunning).length
}

/** Signs in, in a browser without a session. */
export async function signIn(page: Page, person: { email: string; password: string }) {
  await page.goto('/')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
}
