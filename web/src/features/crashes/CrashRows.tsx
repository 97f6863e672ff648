import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { CrashQuery } from '@/features/crashes/crash-query'
import { CrashRow, type CrashRowFragment } from '@/features/crashes/CrashRow'
import { RowActions } from '@/features/crashes/RowActions'
import type { Triage } from '@/features/crashes/use-triage'
import type { Selection } from '@/features/crashes/use-selection'
import { makeFragmentData } from '@/gql'
import type { CrashGroupStatus, CrashRow_GroupFragment } from '@/gql/graphql'
import { truncate } from '@/lib/format'
import classes from './CrashList.module.css'

const ROW_PX = 63
const OVERSCAN = 8
const LOAD_AHEAD_ROWS = 60
const PREFETCH_AFTER_MS = 80
/** Height of the top bar, which covers the page. */
const TOP_BAR_PX = 60

interface CrashRowsProps {
  rows: readonly CrashRow_GroupFragment[]
  total: number
  listedStatus: CrashGroupStatus | null
  newIds: ReadonlySet<string>
  selection: Selection
  triage: Triage
  /** Called with the first and last visible row. */
  onVisibleRows: (first: number, last: number) => void
  /** Whether there are more rows and none are being loaded. */
  canLoadMore: boolean
  onLoadMore: () => void
}

/** Renders only the visible rows and a few around them. */
export function CrashRows(props: CrashRowsProps) {
  const { rows, total, selection, onVisibleRows, canLoadMore, onLoadMore } = props
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
  }, [rows.length, selection.ids.size])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: TOP_BAR_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const first = items.at(0)?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const reportVisibleRows = useEffectEvent(onVisibleRows)
  useEffect(() => {
    if (rows.length > 0) reportVisibleRows(first, last)
  }, [first, last, rows.length])
  const loadMore = useEffectEvent(onLoadMore)
  useEffect(() => {
    if (canLoadMore && last >= rows.length - LOAD_AHEAD_ROWS) loadMore()
  }, [last, rows.length, canLoadMore])
  const scrollTo = useEffectEvent((index: number) => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  })
  useEffect(() => {
    scrollTo(selection.currentIndex)
  }, [selection.currentIndex])
  return (
    <div ref={list} role="list" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
      {items.map(({ key, index, start }) => {
        const row = rows[index]
        return (
          row && (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={total}
              aria-posinset={index + 1}
              className={classes.item}
              style={{ transform: `translateY(${String(start - top)}px)` }}
            >
              <CrashListRow {...props} row={row} index={index} />
            </div>
          )
        )
      })}
    </div>
  )
}

interface CrashListRowProps extends CrashRowsProps {
  row: CrashRow_GroupFragment
  index: number
}

/** Memoized, so that scrolling renders only rows that become visible. */
const CrashListRow = memo(function CrashListRow(props: CrashListRowProps) {
  const { rows, row, index, listedStatus, newIds, selection, triage } = props
  const element = useRef<HTMLDivElement>(null)
  const prefetch = usePrefetch(row.fingerprint)
  const isCurrent = selection.currentIndex === index
  useEffect(() => {
    if (isCurrent) element.current?.querySelector('a')?.focus({ preventScroll: true })
  }, [isCurrent])
  return (
    <div ref={element} {...prefetch}>
      <CrashRow
        group={makeFragmentData(row, {} as typeof CrashRowFragment)}
        to="."
        isNew={newIds.has(row.id)}
        isCurrent={isCurrent}
        isDimmed={listedStatus !== null && row.status !== listedStatus}
        leading={
          <input
            type="checkbox"
            aria-label={`Select: ${truncate(row.message, 80)}`}
            checked={selection.ids.has(row.id)}
            onChange={() => undefined}
            onClick={({ shiftKey }) => {
              const order = rows.map(({ id }) => id)
              if (shiftKey) selection.extend(row.id, order)
              else selection.toggle(row.id)
            }}
          />
        }
        actions={<RowActions group={row} triage={triage} />}
      />
    </div>
  )
})

/** Loads the data of the group's page while the pointer is over its row. */
function usePrefetch(fingerprint: string) {
  const client = useClient()
  const { appId } = useCurrentApp()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  return {
    onPointerEnter: () => {
      timer.current = setTimeout(() => {
        const variables = { appId, fingerprint }
        void client.query(CrashQuery, variables, { requestPolicy: 'cache-first' }).toPromise()
      }, PREFETCH_AFTER_MS)
    },
    onPointerLeave: () => {
      clearTimeout(timer.current)
    },
  }
}
