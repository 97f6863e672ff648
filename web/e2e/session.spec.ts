import { createUser, TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

let app: TestApp

test.beforeAll(async () => {
  app = await TestApp.create('Session')
  await app.sendEvents({ events: [{ type: 'app_start' }] })
})

test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: /401|403/ })

test('a wrong password is rejected, the right one opens the requested page', async ({ page }) => {
  const person = createUser(app, 'owner')
  await page.goto(app.path('settings/keys'))
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('is incorrect')
  await checkAndCapture(page, 'sign-in')
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'New key' })).toBeVisible()
})

test('an expired session keeps the page and saves pending changes after the sign-in', async ({
  page,
  context,
}) => {
  const person = createUser(app, 'owner')
  await signIn(page, person)
  await page.goto(app.path('settings/keys'))
  await waitUntilLoaded(page)
  await page.getByLabel('Name', { exact: true }).fill('before expiry')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Create key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog.getByLabel('E-mail')).toHaveValue(person.email)
  await checkAndCapture(page, 'session-ended')
  await dialog.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('[data-snippet="secret"]')).toHaveText(/^tgi_/)
  await expect(page.getByText('Key “before expiry”')).toBeVisible()
  await expect(page).toHaveURL(/settings\/keys$/)
})

test('signing out in one tab signs out the other', async ({ page, context }) => {
  await signIn(page, createUser(app, 'owner'))
  await page.goto(app.path())
  const other = await context.newPage()
  await other.goto(app.path())
  await waitUntilLoaded(other)
  await other.getByRole('button', { name: 'Account' }).click()
  await other.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
})

test('the colour scheme is remembered', async ({ page }) => {
  await signIn(page, createUser(app, 'owner'))
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})
