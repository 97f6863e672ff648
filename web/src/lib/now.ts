import { finishedPart, utcDay, type DayRange } from '@/lib/range'
import { Store, useStore, type Readable } from '@/lib/store'

/** The time, renewed every so often while anyone looks; one timer for the whole page. */
function ticking(everyMs: number): Readable<number> {
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

const tenSeconds = ticking(10_000)
const second = ticking(1_000)

export const useNow = (): number => useStore(tenSeconds)

/** The days of a range that small trend lines show: the running one would end them with a fall. */
export const useTrendDays = (range: DayRange): DayRange => finishedPart(range, utcDay(useNow()))

/** For counters that tick. */
export const useSecond = (): number => useStore(second)
