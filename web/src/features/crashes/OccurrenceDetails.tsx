import { graphql, readFragment, type FragmentType } from '@/gql'
import { clipped, megabytes, NO_DATA, seconds, shortId } from '@/lib/format'
import { Facts } from '@/ui/DetailList'
import { Time } from '@/ui/Time'

const OccurrenceFragment = graphql(`
  fragment OccurrenceFacts_occurrence on CrashOccurrence {
    time
    message
    isFatal
    appVersion
    mosisVersion
    sessionId
    device
    context {
      screen
      memoryMb
      uptimeSeconds
    }
  }
`)

const LONGEST_MESSAGE = 2_000
const known = <T,>(value: T | null | undefined, write: (value: T) => string): string =>
  value === null || value === undefined ? NO_DATA : write(value)
const asIs = (text: string) => text

interface OccurrenceFactsProps {
  occurrence: FragmentType<typeof OccurrenceFragment>
  /** The occurrence's own message is shown only where it says something else. */
  groupMessage: string
}

export function OccurrenceFacts({ occurrence, groupMessage }: OccurrenceFactsProps) {
  const crash = readFragment(OccurrenceFragment, occurrence)
  return (
    <Facts
      isWide
      facts={[
        { name: 'When', value: <Time at={crash.time} as="full" /> },
        { name: 'App version', value: known(crash.appVersion, asIs) },
        { name: 'Platform version', value: known(crash.mosisVersion, asIs) },
        { name: 'Ended the app', value: crash.isFatal ? 'yes' : 'no' },
        { name: 'Screen', value: known(crash.context.screen, asIs) },
        { name: 'Memory', value: known(crash.context.memoryMb, megabytes) },
        { name: 'Up for', value: known(crash.context.uptimeSeconds, seconds) },
        { name: 'Device', value: <span className="mono">{shortId(crash.device)}</span> },
        {
          name: 'Session',
          value: <span className="mono">{known(crash.sessionId, (id) => clipped(id, 36))}</span>,
        },
        ...(crash.message === groupMessage
          ? []
          : [{ name: 'Message', value: clipped(crash.message, LONGEST_MESSAGE) || NO_DATA }]),
      ]}
    />
  )
}
