import { useState, useSyncExternalStore, type PointerEvent } from 'react'

const AT_TOP_PX = 80

/** Updated on scroll, because reading the position during rendering would force a layout. */
let isAtTop = true

const subscribeToScroll = (listener: () => void) => {
  const read = () => {
    isAtTop = window.scrollY < AT_TOP_PX
    listener()
  }
  read()
  window.addEventListener('scroll', read, { passive: true })
  return () => {
    window.removeEventListener('scroll', read)
  }
}

const useIsAtTop = (): boolean => useSyncExternalStore(subscribeToScroll, () => isAtTop)

export interface SteadyList {
  /** How many of all items to display now. */
  visibleCount: number
  isFrozen: boolean
  /** Handlers for the element that must not move under the pointer. */
  pointerHandlers: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerLeave: () => void
  }
  /** Displays all items and scrolls to the top. */
  showAll: () => void
}

/** Freezes a live list while the user scrolls, points at it or has paused it. */
export function useSteadyList(total: number, isPaused = false): SteadyList {
  const isAtTop = useIsAtTop()
  const [isPointed, setIsPointed] = useState(false)
  const [frozenCount, setFrozenCount] = useState(total)
  const isFrozen = isPaused || isPointed || !isAtTop
  if (!isFrozen && frozenCount !== total) setFrozenCount(total)
  return {
    visibleCount: isFrozen ? frozenCount : total,
    isFrozen,
    pointerHandlers: {
      onPointerEnter: (event) => {
        setIsPointed(event.pointerType === 'mouse')
      },
      onPointerLeave: () => {
        setIsPointed(false)
      },
    },
    showAll: () => {
      setFrozenCount(total)
      window.scrollTo({ top: 0 })
    },
  }
}
