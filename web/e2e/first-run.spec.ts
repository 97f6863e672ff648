import { spawnSync } from 'node:child_process'
import { createUser, TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

const PROGRAMS = [
  { name: 'curl', run: 'sh' },
  { name: 'Lua', run: process.env.LUA ?? 'lua' },
  { name: 'Python', run: 'python3' },
]

for (const { name, run } of PROGRAMS) {
  test(`the dashboard of an empty app appears after ${name} has sent an event`, async ({
    page,
  }) => {
    await page.goto((await TestApp.create('Fresh')).path())
    await expect(page.getByText('Waiting for the first event')).toBeVisible()
    await page.getByRole('button', { name: 'Create key' }).click()
    await expect(page.locator('[data-snippet="key"]')).toHaveText(/^tgi_/)
    await page.getByRole('radiogroup', { name: 'Language' }).getByText(name).click()
    await checkAndCapture(page, `first-run-${name}`)
    const program = (await page.locator(`[data-snippet="${name}"]`).textContent()) ?? ''
    const result = spawnSync(run, { input: program, encoding: 'utf8' })
    expect(result.stdout, result.stderr).toContain('"received":1')
    await expect(page.getByRole('region', { name: 'Daily active users' })).toBeVisible()
    await expect(page.getByText('Waiting for the first event')).toHaveCount(0)
  })
}

test.describe('a viewer', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('sees who can create a key', async ({ page }) => {
    const app = await TestApp.create('Watched')
    await signIn(page, createUser(app, 'viewer'))
    await page.goto(app.path())
    await waitUntilLoaded(page)
    await expect(page.getByText('Ask an owner').first()).toBeVisible()
    await expect(page.getByText('YOUR_INGEST_KEY').first()).toBeVisible()
  })
})
