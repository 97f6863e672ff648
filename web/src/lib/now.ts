import { withoutToday, toUtcDay, type DayRange } from '@/lib/range'
import { Store, useStore, type Readable } from '@/lib/store'

/** Creates a clock that updates while it has subscribers; one timer serves the whole page. */
function createTicker(intervalMs: number): Readable<number> {
  const time = new Store(Date.now())
  let listeners = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    time.set(Date.now())
  }
  return {
    get: time.get,
    subscribe: (listener) => {
      const unsubscribe = time.subscribe(listener)
      if (listeners++ === 0) timer = setInterval(tick, intervalMs)
      return () => {
        unsubscribe()
        if (--listeners === 0) clearInterval(timer)
      }
    },
  }
}

const tenSecondTicker = createTicker(10_000)
const secondTicker = createTicker(1_000)

export const useNow = (): number => useStore(tenSecondTicker)

/** The range for small trend lines, without today: an incomplete day would look like a drop. */
export const useTrendRange = (range: DayRange): DayRange => withoutToday(range, toUtcDay(useNow()))

/** For running counters. */
export const useNowEverySecond = (): number => useStore(secondTicker)
