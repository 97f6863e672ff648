/** The functions of the package, over the one client of a page or program. */
import type { Client, Stats } from './client.js'
import type { CrashDetails } from './crashes.js'
import type { Data } from './model.js'

let client: Client | undefined

/** Keep the client of the first call; later calls return it while it runs. */
export function setClient(make: () => Client): Client {
  if (!client?.isOpen()) client = make()
  return client
}

export const getClient = (): Client | undefined => client
/** Record an event; true when it is in the queue. */
export const track = (type: string, data?: Data): boolean => !!client?.track(type, data)
/** Record that a screen is shown; crashes that follow name it. */
export const screen = (name: string): boolean => !!client?.screen(name)
/** Keep a line, of which a crash shows the last twenty. */
export const breadcrumb = (line: string): boolean => !!client?.breadcrumb(line)
/** Report an error that the app handled. */
export const captureError = (error: unknown, details?: CrashDetails): boolean =>
  !!client?.captureError(error, details)
/** Record one frame time; average and 95th percentile are sent once a minute. */
export const frame = (milliseconds: number): void => client?.frame(milliseconds)
/** Record the time until the app was ready. */
export const startup = (milliseconds: number): boolean => !!client?.startup(milliseconds)
/** Record the memory in use now, where the platform shows it. */
export const memory = (): boolean => !!client?.memory()
/** Record what the user agrees to. What is no longer allowed is erased at once. */
export const setConsent = (consent: { usageAnalytics?: boolean; crashReports?: boolean }): void =>
  client?.setConsent(consent)
/** Stop recording and sending, and erase what waits; `optOut(false)` resumes. */
export const optOut = (isOptedOut = true): void => client?.optOut(isOptedOut)
/** Ask for a copy of this device's data. */
export const requestExport = (): string => 'not available'
/** Ask for the deletion of this device's data. */
export const requestDeletion = (): string => 'not available'
/** Send everything now; true when nothing is left. */
export const flush = (): Promise<boolean> => client?.flush() ?? Promise.resolve(false)
/** Record the stop, send what waits, and end. */
export const shutdown = (): Promise<boolean> => client?.shutdown() ?? Promise.resolve(false)
export const stats = (): Stats | undefined => client?.stats()
