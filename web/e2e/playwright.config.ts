import { defineConfig, type ReporterDescription } from '@playwright/test'

const isRoot = process.getuid?.() === 0
const reporter: ReporterDescription[] = [['line']]

export default defineConfig({
  testDir: '.',
  outputDir: '.out/failures',
  globalSetup: './support/global-setup.ts',
  reporter,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.E2E_ADDRESS,
    storageState: 'e2e/.out/signed-in.json',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      chromiumSandbox: !isRoot,
      args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
    },
  },
})
