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

/** How many are looked through for the one that the address names. */
const MAX_SEARCHED = 100

/** The occurrences, one at a time; which one is in the address. */
export function OccurrencesPanel({ group, sampleStack }: OccurrencesPanelProps) {
  const found = readFragment(OccurrencesFragment, group)
  const { all, result, isLast, more, reload } = useOccurrences(found.fingerprint)
  const [params, setParams] = useSearchParams()
  const asked = params.get('occurrence')
  const at = asked === null ? 0 : all.findIndex(({ id }) => id === asked)
  const isSearching = at < 0 && !isLast && all.length < MAX_SEARCHED && !result.error
  const index = Math.max(at, 0)
  const shown = isSearching ? undefined : all[index]
  const needsMore = isSearching || (index >= all.length - 2 && !isLast)
  const ask = useEffectEvent(more)
  useEffect(() => {
    if (needsMore) ask()
  }, [needsMore, all.length])
  const go = (to: number) => {
    const next = new URLSearchParams(params)
    next.set('occurrence', all[to]?.id ?? '')
    setParams(next, { replace: true, preventScrollReset: true })
  }
  return (
    <Panel
      title="Occurrences, newest first"
      aside={
        shown && (
          <OccurrenceBrowser
            index={index}
            total={Math.max(found.occurrenceCount, all.length)}
            hasOlder={index < all.length - 1}
            onSelect={go}
          />
        )
      }
    >
      {result.error && <Failure error={result.error} onRetry={reload} isStale={all.length > 0} />}
      {!shown && !result.error && !isLast && <Skeleton h={160} />}
      {!shown && isLast && (
        <EmptyState title="No occurrence is kept any more">
          Single crashes are kept for a limited time; the group and its counts stay.
        </EmptyState>
      )}
      {shown && (
        <Stack gap="md">
          {at < 0 && (
            <Text c="dimmed">
              The occurrence that this address names is not among the latest. This is the newest.
            </Text>
          )}
          <OccurrenceDetails occurrence={shown} groupMessage={found.message} />
          <Breadcrumbs key={shown.id} occurrence={shown} />
          {shown.stackTrace !== sampleStack && (
            <StackPanel
              title="Stack trace of this occurrence"
              stack={shown.stackTrace}
              group={found}
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
