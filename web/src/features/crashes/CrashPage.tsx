import { Anchor, Button, Grid, Skeleton, Stack } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { ActivityPanel } from '@/features/crashes/ActivityPanel'
import { AlertHistory } from '@/features/crashes/AlertHistory'
import { OccurrenceChart } from '@/features/crashes/OccurrenceChart'
import { CrashDetails } from '@/features/crashes/CrashDetails'
import { CrashHeader } from '@/features/crashes/CrashHeader'
import { CrashQuery } from '@/features/crashes/crash-query'
import { OccurrencesPanel } from '@/features/crashes/OccurrencesPanel'
import { SimilarGroupsPanel } from '@/features/crashes/SimilarGroupsPanel'
import { StackPanel } from '@/features/crashes/StackPanel'
import { GroupingDetails } from '@/features/crashes/GroupingDetails'
import type { CrashPageQuery } from '@/gql/graphql'
import { usePolling } from '@/lib/use-polling'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
import { Loadable } from '@/ui/Loadable'
import { PageTitle } from '@/ui/PageTitle'

const REFRESH_MS = 15_000

/** The page of a crash group. */
export function CrashPage() {
  const { appId, name } = useCurrentApp()
  const { fingerprint = '' } = useParams()
  const [result, reload] = useReloadableQuery(CrashQuery, { appId, fingerprint })
  usePolling(reload, REFRESH_MS)
  return (
    <Stack gap="sm">
      <PageTitle app={name} view="Crash" />
      <Anchor component={Link} to=".." relative="path" size="sm" w="fit-content">
        ← Crashes
      </Anchor>
      <Loadable result={result} skeleton={<CrashSkeleton />} onRetry={reload}>
        {({ app: { crashGroup } }) =>
          crashGroup ? (
            <CrashPageContent key={crashGroup.id} group={crashGroup} onChange={reload} />
          ) : (
            <CrashNotFound />
          )
        }
      </Loadable>
    </Stack>
  )
}

interface CrashPageContentProps {
  group: NonNullable<CrashPageQuery['app']['crashGroup']>
  onChange: () => void
}

function CrashPageContent({ group, onChange }: CrashPageContentProps) {
  const [revision, setRevision] = useState(0)
  const change = () => {
    setRevision((previous) => previous + 1)
    onChange()
  }
  return (
    <Stack gap="md">
      <CrashHeader group={group} onChange={change} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <StackPanel title="Stack trace" stack={group.sampleStackTrace} group={group}>
              <GroupingDetails group={group} />
            </StackPanel>
            <OccurrencesPanel group={group} sampleStack={group.sampleStackTrace} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            <OccurrenceChart group={group} />
            <CrashDetails group={group} onChange={change} />
            <SimilarGroupsPanel
              key={`similar ${String(revision)}`}
              fingerprint={group.fingerprint}
            />
            <AlertHistory fingerprint={group.fingerprint} />
            <ActivityPanel revision={revision} fingerprint={group.fingerprint} onChange={change} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

function CrashNotFound() {
  return (
    <EmptyState isPage title="Crash group not found">
      The address may be mistyped or belong to another app.
      <br />
      <Button component={Link} to=".." relative="path" variant="default" size="xs" mt="sm">
        View all crashes
      </Button>
    </EmptyState>
  )
}

function CrashSkeleton() {
  return (
    <Stack gap="md">
      <Skeleton h={64} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Skeleton h={280} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Skeleton h={280} />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

export const Component = CrashPage
