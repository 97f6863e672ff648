import { Paper } from '@mantine/core'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { FirstRun } from '@/features/start/FirstRun'
import { graphql } from '@/gql'
import { MAX_DAYS, resolveRange } from '@/lib/range'
import { EmptyState } from '@/ui/EmptyState'
import { Loadable } from '@/ui/Loadable'

const HasSentQuery = graphql(`
  query HasSent($appId: ID!, $range: DateRange!) {
    app(id: $appId) {
      id
      versions(range: $range) {
        appVersion
      }
    }
  }
`)

/** Explains how to send the first event, or to choose a longer range if the app has sent data. */
export function EmptyOverview() {
  const { appId } = useCurrentApp()
  const [range] = useState(() => resolveRange({ kind: 'last', days: MAX_DAYS }, Date.now()))
  const [result, reload] = useQuery({ query: HasSentQuery, variables: { appId, range } })
  return (
    <Loadable result={result} skeleton={null} onRetry={reload}>
      {({ app }) =>
        app.versions.length === 0 ? (
          <FirstRun />
        ) : (
          <Paper withBorder bg="var(--surface)">
            <EmptyState title="No data in this range">
              The app has sent data before. Choose a longer range above.
            </EmptyState>
          </Paper>
        )
      }
    </Loadable>
  )
}
