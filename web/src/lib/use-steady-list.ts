import { useState, useSyncExternalStore, type PointerEvent } from 'react'

const AT_TOP_PX = 80

/** Read once a scroll: to ask while rendering makes the browser lay the page out again. */
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
  /** How many of all items to show now. */
  visibleCount: number
  isFrozen: boolean
  /** For the element that must not move under the pointer. */
  pointerHandlers: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerLeave: () => void
  }
  /** Shows all, from the top. */
  showAll: () => void
}

/** Keeps a live list still while its reader scrolls, points at it, or has paused it. */
export function useSteadyList(total: number, isPaused = false): SteadyList {
  const isAtTop = useIsAtTop()
  const [isPointed, setIsPointed] = useState(false)
  const [held, setHeld] = useState(total)
  const isFrozen = isPaused || isPointed || !isAtTop
  if (!isFrozen && held !== total) setHeld(total)
  return {
    visibleCount: isFrozen ? held : total,
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
      setHeld(total)
      window.scrollTo({ top: 0 })
    },
  }
}
