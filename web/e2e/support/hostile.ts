/** Hostile text from users and devices, and the check that a page is not affected by it. */
import type { Page } from '@playwright/test'
import { expect, waitUntilLoaded } from './test.ts'

/** If it is interpreted as HTML, it changes the page's title and adds an image. */
export const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>'

const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }

/** Checks that no markup was interpreted and that nothing is cut off at any page size. */
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

/** Finds overflow: of the page itself, and of elements that hide it without an ellipsis. */
function findClippedElements(): string[] {
  const isClipped = (element: Element) => {
    const { overflowX, textOverflow } = getComputedStyle(element)
    const hidesOverflow = overflowX === 'hidden' || overflowX === 'clip'
    const isVisuallyHidden = element.clientWidth <= 1
    const isField = element.matches('input, label, [aria-hidden]')
    const isOverflowing = element.scrollWidth > element.clientWidth + 1
    return (
      hidesOverflow && isOverflowing && textOverflow !== 'ellipsis' && !isVisuallyHidden && !isField
    )
  }
  const { scrollWidth, clientWidth } = document.documentElement
  const clipped = [...document.querySelectorAll('body *')].filter(isClipped)
  return [
    ...(scrollWidth > clientWidth ? ['the page'] : []),
    ...clipped.map((each) => each.outerHTML),
  ]
}
