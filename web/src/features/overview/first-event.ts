const MUTATION =
  'mutation($batch: EventBatchInput!) { ingestEvents(batch: $batch) { received rejected { code message } } }'

/** Any 64 hex digits will do for a first try; an SDK hashes the device's id. */
const SAMPLE_DEVICE = '0123456789abcdef'.repeat(4)

export const keyCommand = (appId: string): string => `telemetry-graph key create ${quoted(appId)}`

/** A shell line that sends one `app_start` of now. */
export function firstEventCommand(origin: string, appId: string, now: Date): string {
  const batch = {
    appId,
    appVersion: '1.0.0',
    deviceId: SAMPLE_DEVICE,
    consent: { usageAnalytics: true },
    events: [{ type: 'app_start', timestamp: now.toISOString(), data: {} }],
  }
  const body = JSON.stringify({ query: MUTATION, variables: { batch } })
  return [
    `curl -sS ${origin}/graphql \\`,
    `  -H 'Authorization: Bearer YOUR_INGEST_KEY' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(body)}`,
  ].join('\n')
}

/** Safe in a POSIX shell, whatever an app's id may hold. */
function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
