import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { CrashQuery } from '@/features/crashes/crash-query'
import { CrashRow, type CrashRowFragment } from '@/features/crashes/CrashRow'
import { RowActions } from '@/features/crashes/RowActions'
import type { Decisions } from '@/features/crashes/use-triage'
import type { Selection } from '@/features/crashes/use-selection'
import { makeFragmentData } from '@/gql'
import type { CrashGroupStatus, CrashRow_GroupFragment } from '@/gql/graphql'
import { clipped } from '@/lib/format'
import classes from './CrashList.module.css'

const ROW_PX = 63
const OVERSCAN = 8
const NEAR = 60
const PREFETCH_AFTER_MS = 80
/** The top bar, which lies over the page. */
const TOP_PX = 60

interface CrashRowsProps {
  rows: readonly CrashRow_GroupFragment[]
  total: number
  listed: CrashGroupStatus | null
  arrived: ReadonlySet<string>
  selection: Selection
  decisions: Decisions
  /** These rows are looked at. */
  onSight: (first: number, last: number) => void
  /** There are more rows, and none are on their way. */
  mayLoad: boolean
  onNearEnd: () => void
}

/** Only the rows in sight and a few around them are in the page. */
export function CrashRows(props: CrashRowsProps) {
  const { rows, total, selection, onSight, mayLoad, onNearEnd } = props
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
    scrollPaddingStart: TOP_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const shown = virtual.getVirtualItems()
  const first = shown.at(0)?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  const sight = useEffectEvent(onSight)
  useEffect(() => {
    if (rows.length > 0) sight(first, last)
  }, [first, last, rows.length])
  const nearEnd = useEffectEvent(onNearEnd)
  useEffect(() => {
    if (mayLoad && last >= rows.length - NEAR) nearEnd()
  }, [last, rows.length, mayLoad])
  const scrollTo = useEffectEvent((index: number) => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  })
  useEffect(() => {
    scrollTo(selection.at)
  }, [selection.at])
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
              <Row {...props} row={row} index={index} />
            </div>
          )
        )
      })}
    </div>
  )
}

interface RowProps extends CrashRowsProps {
  row: CrashRow_GroupFragment
  index: number
}

/** Remembered, so that scrolling renders only the rows that come into sight. */
const Row = memo(function Row(props: RowProps) {
  const { rows, row, index, listed, arrived, selection, decisions } = props
  const place = useRef<HTMLDivElement>(null)
  const prefetch = usePrefetch(row.fingerprint)
  const isCurrent = selection.at === index
  useEffect(() => {
    if (isCurrent) place.current?.querySelector('a')?.focus({ preventScroll: true })
  }, [isCurrent])
  return (
    <div ref={place} {...prefetch}>
      <CrashRow
        group={makeFragmentData(row, {} as typeof CrashRowFragment)}
        to="."
        isNew={arrived.has(row.id)}
        isCurrent={isCurrent}
        hasLeft={listed !== null && row.status !== listed}
        before={
          <input
            type="checkbox"
            aria-label={`Select: ${clipped(row.message, 80)}`}
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
