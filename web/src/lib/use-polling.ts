import { useEffect, useEffectEvent } from 'react'

/** Calls `callback` at an interval while the page is visible; null stops it. */
export function usePolling(callback: () => void, intervalMs: number | null): void {
  const call = useEffectEvent(() => {
    if (document.visibilityState === 'visible') callback()
  })
  useEffect(() => {
    if (intervalMs === null) return undefined
    const timer = setInterval(() => {
      call()
    }, intervalMs)
    return () => {
      clearInterval(timer)
    }
  }, [intervalMs])
}
