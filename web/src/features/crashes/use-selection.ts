import { useState } from 'react'

export interface Selection {
  ids: ReadonlySet<string>
  /** Index of the keyboard's current row; -1 before its first use. */
  currentIndex: number
  toggle: (id: string) => void
  /** Selects all rows from the last toggled one to this one, as with Shift. */
  extend: (id: string, order: readonly string[]) => void
  clear: () => void
  moveTo: (index: number) => void
}

/** The selected rows and the keyboard's current row. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)
  const [currentIndex, setCurrentIndex] = useState(-1)
  return {
    ids,
    currentIndex,
    moveTo: setCurrentIndex,
    clear: () => {
      setIds(new Set())
    },
    toggle: (id) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      setIds(next)
      setAnchor(id)
    },
    extend: (id, order) => {
      const ends = [order.indexOf(anchor ?? id), order.indexOf(id)]
      const [from, to] = [Math.min(...ends), Math.max(...ends)]
      setIds(new Set([...ids, ...order.slice(Math.max(from, 0), to + 1)]))
    },
  }
}
