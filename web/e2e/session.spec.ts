import { createUser, TestApp } from './support/app.ts'
import { expect, checkAndCapture, waitUntilLoaded, signIn, test } from './support/test.ts'

let app: TestApp

test.beforeAll(async () => {
  app = await TestApp.create('Session')
  await app.sendEvents({ events: [{ type: 'app_start' }] })
})

test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: /401|403/ })

test('a wrong password is refused, a right one opens the page that was asked for', async ({
  page,
}) => {
  const person = createUser(app, 'owner')
  await page.goto(app.path('settings/keys'))
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('do not match')
  await checkAndCapture(page, 'sign-in')
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'New key' })).toBeVisible()
})

test('a session that ends in mid-use keeps the page, and saves what was being saved', async ({
  page,
  context,
}) => {
  const person = createUser(app, 'owner')
  await signIn(page, person)
  await page.goto(app.path('settings/keys'))
  await waitUntilLoaded(page)
  await page.getByLabel('What it is for').fill('typed before')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Create a key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog.getByLabel('E-mail')).toHaveValue(person.email)
  await checkAndCapture(page, 'session-ended')
  await dialog.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('[data-snippet="secret"]')).toHaveText(/^tgi_/)
  await expect(page.getByText('The key “typed before”')).toBeVisible()
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

test('light, dark or as the system, and it is remembered', async ({ page }) => {
  await signIn(page, createUser(app, 'owner'))
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})
