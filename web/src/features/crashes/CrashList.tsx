import { Button, Center, Paper, Skeleton } from '@mantine/core'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useClient } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { CrashRowFragment } from '@/features/crashes/CrashRow'
import { CrashRows } from '@/features/crashes/CrashRows'
import type { TriageAction } from '@/features/crashes/triage-actions'
import { matchesFilter, type CrashFilter } from '@/features/crashes/crash-filter'
import { GroupPages } from '@/features/crashes/group-pages'
import { NoCrashes } from '@/features/crashes/NoCrashes'
import { SelectionBar } from '@/features/crashes/SelectionBar'
import { SortPicker } from '@/features/crashes/SortPicker'
import { useTriage } from '@/features/crashes/use-triage'
import { useSelection } from '@/features/crashes/use-selection'
import { readFragment } from '@/gql'
import { pluralize } from '@/lib/format'
import { useShortcuts } from '@/lib/shortcuts'
import { useStore } from '@/lib/store'
import { useSteadyList } from '@/lib/use-steady-list'
import { Failure } from '@/ui/Loadable'
import { NewItemsBar } from '@/ui/NewItemsBar'
import { RowsSkeleton } from '@/ui/RowsSkeleton'
import classes from './CrashList.module.css'

interface CrashListProps {
  filter: CrashFilter
  onSort: (sort: CrashFilter['sort']) => void
}

/** The groups of a filter, with live updates and triage of several groups at once. */
export function CrashList({ filter, onSort }: CrashListProps) {
  const { appId } = useCurrentApp()
  const client = useClient()
  const pages = useMemo(() => new GroupPages(client, appId, filter), [client, appId, filter])
  const { groups, total, hasMore, isLoading, error } = useStore(pages)
  const selection = useSelection()
  const triage = useTriage()
  const [isAssigning, setIsAssigning] = useState(false)
  const { list, waitingCount, newIds } = useNewGroups(pages, filter, selection.ids.size > 0)
  const rows = groups.map((group) =>
    triage.withPendingAction(readFragment(CrashRowFragment, group)),
  )
  const selected = rows.filter(({ id }) => selection.ids.has(id))
  const current = rows[selection.currentIndex]
  const targets = selected.length > 0 ? selected : current ? [current] : []
  const triageTargets = (action: TriageAction) => {
    selection.clear()
    void triage.triage(targets, action)
  }
  const moveBy = (step: number) => {
    selection.moveTo(Math.min(Math.max(selection.currentIndex + step, 0), rows.length - 1))
  }
  useShortcuts({
    j: () => {
      moveBy(1)
    },
    k: () => {
      moveBy(-1)
    },
    x: () => {
      if (current) selection.toggle(current.id)
    },
    e: () => {
      triageTargets({ kind: 'resolve', fix: 'NOW' })
    },
    i: () => {
      triageTargets({ kind: 'ignore' })
    },
    a: () => {
      if (current && selected.length === 0) selection.toggle(current.id)
      if (targets.length > 0) setIsAssigning(true)
    },
  })
  return (
    <Paper withBorder className={classes.list} {...list.pointerHandlers}>
      {waitingCount > 0 && (
        <div className={classes.bar}>
          <NewItemsBar onShow={list.showAll}>
            {pluralize(waitingCount, 'new crash', 'new crashes')}
          </NewItemsBar>
        </div>
      )}
      {error && (
        <Failure error={error} isStale={total !== null} onRetry={() => void pages.refresh()} />
      )}
      {total !== 0 && (
        <div className={classes.header}>
          {total === null ? <Skeleton h={12} w={60} /> : pluralize(total, 'group')}
          <SortPicker sort={filter.sort} onSort={onSort} />
        </div>
      )}
      {selected.length > 0 && (
        <SelectionBar
          groups={selected}
          disabledReason={triage.disabledReason}
          isAssigning={isAssigning}
          onAssigningChange={setIsAssigning}
          onTriage={triageTargets}
          onClear={selection.clear}
        />
      )}
      {total === 0 && <NoCrashes filter={filter} />}
      <CrashRows
        rows={rows}
        total={total ?? 0}
        listedStatus={filter.status}
        newIds={newIds}
        selection={selection}
        triage={triage}
        onVisibleRows={(first, last) => {
          pages.setVisibleRows(first, last)
        }}
        canLoadMore={hasMore && !isLoading && !error}
        onLoadMore={() => {
          pages.loadMore()
        }}
      />
      {isLoading && (
        <div aria-busy="true" aria-label="Loading">
          <RowsSkeleton rows={total === null ? 8 : 2} />
        </div>
      )}
      {hasMore && !isLoading && (
        <Center p="sm">
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              pages.loadMore()
            }}
          >
            Load more
          </Button>
        </Center>
      )}
    </Paper>
  )
}

/** Inserts new groups while the user is at the top of the list; otherwise counts them. */
function useNewGroups(pages: GroupPages, filter: CrashFilter, isBusy: boolean) {
  const { newGroups } = useCurrentApp()
  const { items, total } = useStore(newGroups)
  const [initialTotal] = useState(total)
  const list = useSteadyList(total, isBusy)
  const { visibleCount } = list
  const refresh = useEffectEvent(() => {
    if (visibleCount > initialTotal) void pages.refresh()
  })
  useEffect(() => {
    refresh()
  }, [visibleCount])
  const waitingCount = items
    .slice(0, total - visibleCount)
    .filter((group) => matchesFilter(group, filter)).length
  const newIds = new Set(items.slice(0, total - initialTotal).map(({ id }) => id))
  return { list, waitingCount, newIds }
}
