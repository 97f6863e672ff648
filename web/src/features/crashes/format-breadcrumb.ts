import { duration } from '@/lib/format'

/** How long before the crash: “−4.2 s”. */
export function before(time: string, crash: string): string {
  const elapsed = Date.parse(crash) - Date.parse(time)
  return elapsed <= 0 ? '0 s' : `−${duration(elapsed)}`
}

/** An event's data in one line: `screen_name home, from menu`. */
export function crumbWords(data: unknown): string {
  if (typeof data !== 'object' || data === null) return ''
  return Object.entries(data)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}
