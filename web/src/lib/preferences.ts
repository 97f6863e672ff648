/** Small preferences stored in the browser. Losing them does no harm. */

export function readPreference(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function savePreference(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Storage can be unavailable in private windows; the preference then lasts until a reload.
  }
}
