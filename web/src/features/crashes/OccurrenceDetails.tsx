import { graphql, readFragment, type FragmentType } from '@/gql'
import { truncate, formatMegabytes, NO_DATA, formatSeconds, shortenId } from '@/lib/format'
import { DetailList } from '@/ui/DetailList'
import { Time } from '@/ui/Time'

const OccurrenceFragment = graphql(`
  fragment OccurrenceDetails_occurrence on CrashOccurrence {
    timestamp
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

const MAX_MESSAGE_CHARS = 2_000
const formatOptional = <T,>(value: T | null | undefined, write: (value: T) => string): string =>
  value === null || value === undefined ? NO_DATA : write(value)
const keepText = (text: string) => text

interface OccurrenceDetailsProps {
  occurrence: FragmentType<typeof OccurrenceFragment>
  /** The occurrence's message is displayed only if it differs from this. */
  groupMessage: string
}

export function OccurrenceDetails({ occurrence, groupMessage }: OccurrenceDetailsProps) {
  const crash = readFragment(OccurrenceFragment, occurrence)
  return (
    <DetailList
      isWide
      details={[
        { name: 'Time', value: <Time at={crash.timestamp} as="full" /> },
        { name: 'App version', value: formatOptional(crash.appVersion, keepText) },
        { name: 'Platform version', value: formatOptional(crash.mosisVersion, keepText) },
        { name: 'Fatal', value: crash.isFatal ? 'Yes' : 'No' },
        { name: 'Screen', value: formatOptional(crash.context.screen, keepText) },
        { name: 'Memory', value: formatOptional(crash.context.memoryMb, formatMegabytes) },
        { name: 'Uptime', value: formatOptional(crash.context.uptimeSeconds, formatSeconds) },
        { name: 'Device', value: <span className="mono">{shortenId(crash.device)}</span> },
        {
          name: 'Session',
          value: (
            <span className="mono">
              {formatOptional(crash.sessionId, (id) => truncate(id, 36))}
            </span>
          ),
        },
        ...(crash.message === groupMessage
          ? []
          : [{ name: 'Message', value: truncate(crash.message, MAX_MESSAGE_CHARS) || NO_DATA }]),
      ]}
    />
  )
}
