/** The server's time, derived from its Date headers, because the viewer's clock may be wrong. */
export class ServerClock {
  #offsetMs = 0

  sync(dateHeader: string | null): void {
    const time = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
    if (!Number.isNaN(time)) this.#offsetMs = time - Date.now()
  }

  now(): number {
    return this.toServerTime(Date.now())
  }

  /** Converts a time of the viewer's clock. */
  toServerTime(localMs: number): number {
    return localMs + this.#offsetMs
  }
}

export const serverClock = new ServerClock()
