import { useState, useSyncExternalStore, type PointerEvent } from 'react'

const TOP_PX = 80

const followScroll = (listener: () => void) => {
  window.addEventListener('scroll', listener, { passive: true })
  return () => {
    window.removeEventListener('scroll', listener)
  }
}

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
  const isAtTop = useSyncExternalStore(followScroll, () => window.scrollY < TOP_PX)
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
