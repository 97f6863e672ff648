import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { assessHealth, type HealthLine } from '@/features/overview/data-health'
import { HealthItem } from '@/features/overview/HealthItem'
import { LastEvent } from '@/features/overview/LastEvent'
import { graphql } from '@/gql'
import { formatDay } from '@/lib/format'
import { usePolling } from '@/lib/use-polling'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { RowsSkeleton } from '@/ui/RowsSkeleton'
import classes from './DataHealth.module.css'

const HealthQuery = graphql(`
  query DataHealth($appId: ID!) {
    app(id: $appId) {
      id
      liveNow {
        countedAt
        devices
        sessions
      }
      ingestion {
        sampling {
          eventType
          rate
        }
        rateLimits {
          eventsPerKey
          usage {
            id
            name
            events
          }
        }
      }
      alertDeliveries(first: 50) {
        edges {
          node {
            id
            state
          }
        }
      }
    }
  }
`)

const REFRESH_MS = 15_000

interface DataHealthProps {
  /** The last day of the range with data. */
  lastDay: string | null
}

/** The state of ingestion and alerting: whether events arrive, are sampled, and alerts are sent. */
export function DataHealth({ lastDay }: DataHealthProps) {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(HealthQuery, { appId })
  usePolling(reload, REFRESH_MS)
  return (
    <Panel title="Data health">
      <Loadable result={result} skeleton={<RowsSkeleton rows={3} height={44} />} onRetry={reload}>
        {({ app }) => (
          <ul className={classes.lines}>
            <LastEvent />
            {assessHealth(app).map((line) => (
              <HealthLineItem key={line.name} line={line} />
            ))}
            {lastDay !== null && (
              <HealthItem name="Latest data" state="neutral">
                {formatDay(lastDay)}
              </HealthItem>
            )}
          </ul>
        )}
      </Loadable>
    </Panel>
  )
}

function HealthLineItem({ line: { name, text, state, link } }: { line: HealthLine }) {
  return (
    <HealthItem name={name} state={state}>
      {link === null ? (
        text
      ) : (
        <Anchor component={Link} to={link} size="sm" inherit>
          {text}
        </Anchor>
      )}
    </HealthItem>
  )
}
