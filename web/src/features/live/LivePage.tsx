import { Button, Group, Paper, Stack, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useApi } from '@/app/api-context'
import { useCurrentApp } from '@/app/current-app'
import { openFeed } from '@/app/open-feed'
import { LiveCounters } from '@/features/live/LiveCounters'
import { LiveRow } from '@/features/live/LiveRow'
import { FeedStatus } from '@/features/live/FeedStatus'
import { graphql } from '@/gql'
import { pluralize } from '@/lib/format'
import { useStore } from '@/lib/store'
import { useSteadyList } from '@/lib/use-steady-list'
import { EmptyState } from '@/ui/EmptyState'
import { PauseIcon, PlayIcon } from '@/ui/icons'
import { NewItemsBar } from '@/ui/NewItemsBar'
import { PageTitle } from '@/ui/PageTitle'
import classes from './LivePage.module.css'

const CrashFeedSubscription = graphql(`
  subscription CrashFeed($appId: ID!, $since: DateTime) {
    crashFeed(appId: $appId, since: $since) {
      id
      receivedAt
      fingerprint
      ...LiveRow_occurrence
    }
  }
`)

const LOOK_BACK_MS = 3_600_000

/** Crashes as they happen, with counters of active devices and sessions. */
export function LivePage() {
  const { appId, name } = useCurrentApp()
  const api = useApi()
  const feed = useMemo(
    () =>
      openFeed(api, {
        document: CrashFeedSubscription,
        appId,
        toItem: (data) => data.crashFeed,
        toKey: (crash) => crash.id,
        toReceivedAt: (crash) => Date.parse(crash.receivedAt),
        lookBackMs: LOOK_BACK_MS,
      }),
    [api, appId],
  )
  const state = useStore(feed)
  const [isPaused, setIsPaused] = useState(false)
  const { visibleCount, isFrozen, pointerHandlers, showAll } = useSteadyList(state.total, isPaused)
  const waitingCount = state.total - visibleCount
  const visible = state.items.slice(waitingCount)
  return (
    <Stack gap="md">
      <PageTitle app={name} view="Live" />
      <Group justify="space-between" gap="sm">
        <Group gap="md">
          <Title order={1}>Live</Title>
          <FeedStatus state={state} isFrozen={isFrozen} isPaused={isPaused} />
        </Group>
        <Button
          size="xs"
          variant={isPaused ? 'filled' : 'default'}
          leftSection={isPaused ? <PlayIcon size={16} /> : <PauseIcon size={16} />}
          onClick={() => {
            setIsPaused(!isPaused)
          }}
        >
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
      </Group>
      <LiveCounters crashes={state.items} />
      <Paper
        withBorder
        className={classes.feed}
        // ARIA requires a feed to contain articles.
        role={visible.length > 0 ? 'feed' : 'region'}
        aria-label="Crashes"
        {...pointerHandlers}
      >
        {waitingCount > 0 && (
          <div className={classes.bar}>
            <NewItemsBar onShow={showAll}>
              {pluralize(waitingCount, 'new crash', 'new crashes')}
            </NewItemsBar>
          </div>
        )}
        {visible.map((crash) => (
          <LiveRow key={crash.id} occurrence={crash} />
        ))}
        {visible.length === 0 && waitingCount === 0 && (
          <EmptyState title="No crashes in the last hour">
            New crashes appear here immediately.
          </EmptyState>
        )}
      </Paper>
    </Stack>
  )
}

export const Component = LivePage
