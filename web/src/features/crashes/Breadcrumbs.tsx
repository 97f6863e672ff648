import { Text } from '@mantine/core'
import { formatTimeBefore, formatBreadcrumbData } from '@/features/crashes/format-breadcrumb'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { truncate } from '@/lib/format'
import { Time } from '@/ui/Time'
import classes from './Breadcrumbs.module.css'

const BreadcrumbsFragment = graphql(`
  fragment Breadcrumbs_occurrence on CrashOccurrence {
    timestamp
    sessionId
    breadcrumbs(first: 20) {
      timestamp
      type
      data
    }
  }
`)

const MAX_CHARS = 200

/** What happened in the session before it crashed, on a line of time. */
export function Breadcrumbs({
  occurrence,
}: {
  occurrence: FragmentType<typeof BreadcrumbsFragment>
}) {
  const { timestamp, sessionId, breadcrumbs } = readFragment(BreadcrumbsFragment, occurrence)
  return (
    <section aria-label="Breadcrumbs">
      <h3 className={classes.title}>Before it crashed</h3>
      {breadcrumbs.length === 0 && (
        <Text c="dimmed">
          {sessionId
            ? 'No events of this session are kept: they need consent, and go after 7 days.'
            : 'The crash named no session, so its events are not known.'}
        </Text>
      )}
      <ol className={classes.line}>
        {breadcrumbs.map((crumb, index) => (
          <li key={index}>
            <span className={classes.before}>{formatTimeBefore(crumb.timestamp, timestamp)}</span>
            <span className="mono user-text">{truncate(crumb.type, MAX_CHARS)}</span>
            <span className="user-text" dir="auto">
              {truncate(formatBreadcrumbData(crumb.data), MAX_CHARS)}
            </span>
          </li>
        ))}
        {breadcrumbs.length > 0 && (
          <li data-crash>
            <span className={classes.before}>
              <Time at={timestamp} as="clock" />
            </span>
            <strong>crash</strong>
          </li>
        )}
      </ol>
    </section>
  )
}
