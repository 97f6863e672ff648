import { useEffect, useEffectEvent } from 'react'

/** Calls `again` every so often while the page is visible; null stops it. */
export function usePolling(again: () => void, everyMs: number | null): void {
  const call = useEffectEvent(() => {
    if (document.visibilityState === 'visible') again()
  })
  useEffect(() => {
    if (everyMs === null) return undefined
    const timer = setInterval(() => {
      call()
    }, everyMs)
    return () => {
      clearInterval(timer)
    }
  }, [everyMs])
}
