/** Small choices that one browser keeps; lost without harm where storage is forbidden. */

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
    // A private window may refuse; the choice then lasts as long as the page.
  }
}
