import { request } from '@playwright/test'
import { runCommand, startStack, stopStack } from './stack.ts'

const HISTORY_DAYS = '30'

/** Starts the server, fills the demo app and signs in; returns the function that stops it. */
export default async function setUp(): Promise<() => void> {
  const stack = await startStack()
  const stop = () => {
    stopStack(stack.folder)
  }
  try {
    Object.assign(process.env, {
      E2E_ADDRESS: stack.address,
      E2E_FOLDER: stack.folder,
      E2E_EMAIL: stack.email,
      E2E_PASSWORD: stack.password,
      E2E_TOKEN: stack.accessToken,
      E2E_DEMO_KEY: stack.ingestKey,
    })
    runCommand(stack.folder, 'demo', '--days', HISTORY_DAYS, '--seconds', '0')
    await signIn(stack.address, stack.email, stack.password, 'e2e/.out/signed-in.json')
  } catch (error) {
    stop()
    throw error
  }
  return stop
}

async function signIn(baseURL: string, email: string, password: string, path: string) {
  const context = await request.newContext({ baseURL })
  const response = await context.post('/auth/sign-in', { data: { email, password } })
  if (!response.ok()) throw new Error(`sign-in failed with status ${String(response.status())}`)
  await context.storageState({ path })
  await context.dispose()
}
