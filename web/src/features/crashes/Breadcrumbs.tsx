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

/** The events of the session before the crash, on a timeline. */
export function Breadcrumbs({
  occurrence,
}: {
  occurrence: FragmentType<typeof BreadcrumbsFragment>
}) {
  const { timestamp, sessionId, breadcrumbs } = readFragment(BreadcrumbsFragment, occurrence)
  return (
    <section aria-label="Breadcrumbs">
      <h3 className={classes.title}>Events before the crash</h3>
      {breadcrumbs.length === 0 && (
        <Text c="dimmed">
          {sessionId
            ? 'No events of this session are stored. Events require consent and are removed after 7 days.'
            : 'The crash report has no session ID, so its events are unknown.'}
        </Text>
      )}
      <ol className={classes.line}>
        {breadcrumbs.map((breadcrumb, index) => (
          <li key={index}>
            <span className={classes.before}>
              {formatTimeBefore(breadcrumb.timestamp, timestamp)}
            </span>
            <span className="mono user-text">{truncate(breadcrumb.type, MAX_CHARS)}</span>
            <span className="user-text" dir="auto">
              {truncate(formatBreadcrumbData(breadcrumb.data), MAX_CHARS)}
            </span>
          </li>
        ))}
        {breadcrumbs.length > 0 && (
          <li data-crash>
            <span className={classes.before}>
              <Time at={timestamp} as="clock" />
            </span>
            <strong>Crash</strong>
          </li>
        )}
      </ol>
    </section>
  )
}
