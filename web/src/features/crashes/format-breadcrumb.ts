import { formatDuration } from '@/lib/format'

/** Formats the time before the crash: "−4.2 s". */
export function formatTimeBefore(time: string, crashTime: string): string {
  const elapsed = Date.parse(crashTime) - Date.parse(time)
  return elapsed <= 0 ? '0 s' : `−${formatDuration(elapsed)}`
}

/** Formats an event's data in one line: `screen_name home, from menu`. */
export function formatBreadcrumbData(data: unknown): string {
  if (typeof data !== 'object' || data === null) return ''
  return Object.entries(data)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}
