import { withoutToday, toUtcDay, type DayRange } from '@/lib/range'
import { Store, useStore, type Readable } from '@/lib/store'

/** The time, renewed every so often while anyone looks; one timer for the whole page. */
function createTicker(everyMs: number): Readable<number> {
  const time = new Store(Date.now())
  let listeners = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    time.set(Date.now())
  }
  return {
    get: time.get,
    subscribe: (listener) => {
      const leave = time.subscribe(listener)
      if (listeners++ === 0) timer = setInterval(tick, everyMs)
      return () => {
        leave()
        if (--listeners === 0) clearInterval(timer)
      }
    },
  }
}

const tenSecondTicker = createTicker(10_000)
const secondTicker = createTicker(1_000)

export const useNow = (): number => useStore(tenSecondTicker)

/** The days of a range that small trend lines show: the running one would end them with a fall. */
export const useTrendRange = (range: DayRange): DayRange => withoutToday(range, toUtcDay(useNow()))

/** For counters that tick. */
export const useNowEverySecond = (): number => useStore(secondTicker)
