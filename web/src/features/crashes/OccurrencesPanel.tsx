import { ActionIcon, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useSearchParams } from 'react-router'
import { Breadcrumbs } from '@/features/crashes/Breadcrumbs'
import { OccurrenceFacts } from '@/features/crashes/OccurrenceDetails'
import { StackPanel } from '@/features/crashes/StackPanel'
import { useOccurrences } from '@/features/crashes/use-occurrences'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count } from '@/lib/format'
import { Empty } from '@/ui/EmptyState'
import { LeftIcon, RightIcon } from '@/ui/icons'
import { Failure } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

const OccurrencesFragment = graphql(`
  fragment Occurrences_group on CrashGroup {
    fingerprint
    occurrenceCount
    message
    ...Stack_group
  }
`)

interface OccurrencesProps {
  group: FragmentType<typeof OccurrencesFragment>
  sampleStack: string
}

/** How many are looked through for the one that the address names. */
const SEARCHED = 100

/** The occurrences, one at a time; which one is in the address. */
export function Occurrences({ group, sampleStack }: OccurrencesProps) {
  const found = readFragment(OccurrencesFragment, group)
  const { all, result, isLast, more, reload } = useOccurrences(found.fingerprint)
  const [params, setParams] = useSearchParams()
  const asked = params.get('occurrence')
  const at = asked === null ? 0 : all.findIndex(({ id }) => id === asked)
  const isSearching = at < 0 && !isLast && all.length < SEARCHED && !result.error
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
          <Browser
            index={index}
            total={Math.max(found.occurrenceCount, all.length)}
            canGoOn={index < all.length - 1}
            onGo={go}
          />
        )
      }
    >
      {result.error && <Failure error={result.error} onRetry={reload} isStale={all.length > 0} />}
      {!shown && !result.error && !isLast && <Skeleton h={160} />}
      {!shown && isLast && (
        <Empty title="No occurrence is kept any more">
          Single crashes are kept for a limited time; the group and its counts stay.
        </Empty>
      )}
      {shown && (
        <Stack gap="md">
          {at < 0 && (
            <Text c="dimmed">
              The occurrence that this address names is not among the latest. This is the newest.
            </Text>
          )}
          <OccurrenceFacts occurrence={shown} groupMessage={found.message} />
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

interface BrowserProps {
  index: number
  total: number
  canGoOn: boolean
  onGo: (index: number) => void
}

/** ‹ 12 of 156 › */
function Browser({ index, total, canGoOn, onGo }: BrowserProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Newer occurrence"
        disabled={index === 0}
        onClick={() => {
          onGo(index - 1)
        }}
      >
        <LeftIcon />
      </ActionIcon>
      <span className="tabular" role="status">
        {count(index + 1)} of {count(total)}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Older occurrence"
        disabled={!canGoOn}
        onClick={() => {
          onGo(index + 1)
        }}
      >
        <RightIcon />
      </ActionIcon>
    </Group>
  )
}
