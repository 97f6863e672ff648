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
/** The top bar, which lies over the page. */
const TOP_BAR_PX = 60

interface CrashRowsProps {
  rows: readonly CrashRow_GroupFragment[]
  total: number
  listedStatus: CrashGroupStatus | null
  newIds: ReadonlySet<string>
  selection: Selection
  decisions: Triage
  /** These rows are looked at. */
  onVisibleRows: (first: number, last: number) => void
  /** There are more rows, and none are on their way. */
  canLoadMore: boolean
  onLoadMore: () => void
}

/** Only the rows in sight and a few around them are in the page. */
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
  const shown = virtual.getVirtualItems()
  const first = shown.at(0)?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  const sight = useEffectEvent(onVisibleRows)
  useEffect(() => {
    if (rows.length > 0) sight(first, last)
  }, [first, last, rows.length])
  const nearEnd = useEffectEvent(onLoadMore)
  useEffect(() => {
    if (canLoadMore && last >= rows.length - LOAD_AHEAD_ROWS) nearEnd()
  }, [last, rows.length, canLoadMore])
  const scrollTo = useEffectEvent((index: number) => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  })
  useEffect(() => {
    scrollTo(selection.currentIndex)
  }, [selection.currentIndex])
  return (
    <div ref={list} role="list" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
      {shown.map(({ key, index, start }) => {
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
              className={classes.place}
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

/** Remembered, so that scrolling renders only the rows that come into sight. */
const CrashListRow = memo(function Row(props: CrashListRowProps) {
  const { rows, row, index, listedStatus, newIds, selection, decisions } = props
  const place = useRef<HTMLDivElement>(null)
  const prefetch = usePrefetch(row.fingerprint)
  const isCurrent = selection.currentIndex === index
  useEffect(() => {
    if (isCurrent) place.current?.querySelector('a')?.focus({ preventScroll: true })
  }, [isCurrent])
  return (
    <div ref={place} {...prefetch}>
      <CrashRow
        group={makeFragmentData(row, {} as typeof CrashRowFragment)}
        to="."
        isNew={newIds.has(row.id)}
        isCurrent={isCurrent}
        isDimmed={listedStatus !== null && row.status !== listedStatus}
        before={
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
        actions={<RowActions group={row} decisions={decisions} />}
      />
    </div>
  )
})

/** The group's page is asked for while the pointer rests on its row. */
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
