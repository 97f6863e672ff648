import config from './playwright.config.ts'

export default {
  ...config,
  testMatch: 'measure.ts',
  workers: 1,
  timeout: 900_000,
  // A trace records every change of the page, which is slower than the page itself.
  use: { ...config.use, trace: 'off' as const },
}
