/** The time, corrected by what the server states where the device's clock is wrong. */
import type { Platform } from './model.js'

const TRUSTED_MS = 300_000

export type Clock = ReturnType<typeof createClock>

export function createClock({ now, steady }: Platform) {
  /** A time that the server stated, and the steady time of that. */
  let anchor: { time: number; steady: number } | undefined

  /** The true time of an instant that both clocks measured. */
  const correct = (at: number, steadyAt: number): number => {
    if (!anchor) return at
    const time = anchor.time + steadyAt - anchor.steady
    return Math.abs(at - time) > TRUSTED_MS ? time : at
  }
  return {
    steady,
    correct,
    now: () => correct(now(), steady()),
    isKnown: () => !!anchor,
    setServerTime(time: number) {
      anchor = { time, steady: steady() }
    },
    /** Correct a time of this page that a wrong clock gave; false when it was right. */
    correctItem(item: { at: number; steady?: number | undefined }): boolean {
      if (item.steady === undefined) return false
      const at = Math.round(correct(item.at, item.steady))
      const isWrong = at !== item.at
      item.at = at
      return isWrong
    },
  }
}
