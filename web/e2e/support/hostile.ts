/** Texts that people and devices may send, and that a page must survive. */
import type { Page } from '@playwright/test'
import { expect, waitUntilLoaded } from './test.ts'

/** When it is more than text, it renames the page and leaves an image. */
export const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>'

const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }

/** Nothing was executed, the page is still named, and all of it is in sight at any size. */
export async function expectIntactPage(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/ · telemetry-graph$/)
  await expect(page.locator('img')).toHaveCount(0)
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size)
    await waitUntilLoaded(page)
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
    await expect
      .poll(() => page.evaluate(findClippedElements), `at ${String(size.width)} pixels`)
      .toEqual([])
  }
}

/** What is wider than its place: the page itself, and what hides the rest without a sign of it. */
function findClippedElements(): string[] {
  const isCut = (element: Element) => {
    const { overflowX, textOverflow } = getComputedStyle(element)
    const hides = overflowX === 'hidden' || overflowX === 'clip'
    const isForEarsOnly = element.clientWidth <= 1
    const isField = element.matches('input, label, [aria-hidden]')
    const isLonger = element.scrollWidth > element.clientWidth + 1
    return hides && isLonger && textOverflow !== 'ellipsis' && !isForEarsOnly && !isField
  }
  const { scrollWidth, clientWidth } = document.documentElement
  const cut = [...document.querySelectorAll('body *')].filter(isCut)
  return [...(scrollWidth > clientWidth ? ['the page'] : []), ...cut.map((each) => each.outerHTML)]
}
