import { useState, useSyncExternalStore, type PointerEvent } from 'react'

const TOP_PX = 80

/** Read once a scroll: to ask while rendering makes the browser lay the page out again. */
let isAtTop = true

const followScroll = (listener: () => void) => {
  const read = () => {
    isAtTop = window.scrollY < TOP_PX
    listener()
  }
  read()
  window.addEventListener('scroll', read, { passive: true })
  return () => {
    window.removeEventListener('scroll', read)
  }
}

const useIsAtTop = (): boolean => useSyncExternalStore(followScroll, () => isAtTop)

export interface Hold {
  /** How many of all items to show now. */
  shown: number
  isHeld: boolean
  /** For the element that must not move under the pointer. */
  pointer: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerLeave: () => void
  }
  /** Shows all, from the top. */
  release: () => void
}

/** Keeps a live list still while its reader scrolls, points at it, or has paused it. */
export function useHold(total: number, isPaused = false): Hold {
  const isAtTop = useIsAtTop()
  const [isPointed, setIsPointed] = useState(false)
  const [held, setHeld] = useState(total)
  const isHeld = isPaused || isPointed || !isAtTop
  if (!isHeld && held !== total) setHeld(total)
  return {
    shown: isHeld ? held : total,
    isHeld,
    pointer: {
      onPointerEnter: (event) => {
        setIsPointed(event.pointerType === 'mouse')
      },
      onPointerLeave: () => {
        setIsPointed(false)
      },
    },
    release: () => {
      setHeld(total)
      window.scrollTo({ top: 0 })
    },
  }
}
