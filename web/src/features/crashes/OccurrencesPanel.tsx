import { ActionIcon, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router'
import { Breadcrumbs } from '@/features/crashes/Breadcrumbs'
import { OccurrenceDetails } from '@/features/crashes/OccurrenceDetails'
import { StackPanel } from '@/features/crashes/StackPanel'
import { useOccurrences } from '@/features/crashes/use-occurrences'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import { LeftIcon, RightIcon } from '@/ui/icons'
import { Failure } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

const OccurrencesFragment = graphql(`
  fragment OccurrencesPanel_group on CrashGroup {
    fingerprint
    occurrenceCount
    message
    ...GroupingDetails_group
  }
`)

interface OccurrencesPanelProps {
  group: FragmentType<typeof OccurrencesFragment>
  sampleStack: string
}

/** Maximum number of occurrences searched for the one in the address. */
const MAX_SEARCHED = 100

/** The occurrences, one at a time; the address contains the current one. */
export function OccurrencesPanel({ group, sampleStack }: OccurrencesPanelProps) {
  const crash = readFragment(OccurrencesFragment, group)
  const { occurrences, result, isLast, loadMore, reload } = useOccurrences(crash.fingerprint)
  const [params, setParams] = useSearchParams()
  const requestedId = params.get('occurrence')
  const requestedIndex =
    requestedId === null ? 0 : occurrences.findIndex(({ id }) => id === requestedId)
  const isSearching =
    requestedIndex < 0 && !isLast && occurrences.length < MAX_SEARCHED && !result.error
  const index = Math.max(requestedIndex, 0)
  const occurrence = isSearching ? undefined : occurrences[index]
  const needsMore = isSearching || (index >= occurrences.length - 2 && !isLast)
  const loadNext = useEffectEvent(loadMore)
  useEffect(() => {
    if (needsMore) loadNext()
  }, [needsMore, occurrences.length])
  const select = (newIndex: number) => {
    const next = new URLSearchParams(params)
    next.set('occurrence', occurrences[newIndex]?.id ?? '')
    setParams(next, { replace: true, preventScrollReset: true })
  }
  return (
    <Panel
      title="Occurrences, newest first"
      aside={
        occurrence && (
          <OccurrenceBrowser
            index={index}
            total={Math.max(crash.occurrenceCount, occurrences.length)}
            hasOlder={index < occurrences.length - 1}
            onSelect={select}
          />
        )
      }
    >
      {result.error && (
        <Failure error={result.error} onRetry={reload} isStale={occurrences.length > 0} />
      )}
      {!occurrence && !result.error && !isLast && <Skeleton h={160} />}
      {!occurrence && isLast && (
        <EmptyState title="No stored occurrences">
          Occurrences are removed after the retention period. The group and its counts remain.
        </EmptyState>
      )}
      {occurrence && (
        <Stack gap="md">
          {requestedIndex < 0 && (
            <Text c="dimmed">
              The linked occurrence is not among the latest ones. This is the newest occurrence.
            </Text>
          )}
          <OccurrenceDetails occurrence={occurrence} groupMessage={crash.message} />
          <Breadcrumbs key={occurrence.id} occurrence={occurrence} />
          {occurrence.stackTrace !== sampleStack && (
            <StackPanel
              title="Stack trace of this occurrence"
              stack={occurrence.stackTrace}
              group={crash}
            />
          )}
        </Stack>
      )}
    </Panel>
  )
}

interface OccurrenceBrowserProps {
  index: number
  total: number
  hasOlder: boolean
  onSelect: (index: number) => void
}

/** ‹ 12 of 156 › */
function OccurrenceBrowser({ index, total, hasOlder, onSelect }: OccurrenceBrowserProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Newer occurrence"
        disabled={index === 0}
        onClick={() => {
          onSelect(index - 1)
        }}
      >
        <LeftIcon />
      </ActionIcon>
      <span className="tabular" role="status">
        {formatCount(index + 1)} of {formatCount(total)}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Older occurrence"
        disabled={!hasOlder}
        onClick={() => {
          onSelect(index + 1)
        }}
      >
        <RightIcon />
      </ActionIcon>
    </Group>
  )
}
