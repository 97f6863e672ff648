/** Formats all numbers, times and shares of the pages in the viewer's locale. */

export const NO_DATA = '–'

const locale = () => navigator.language
const integer = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 })
const oneDigit = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 })
const compactNumber = new Intl.NumberFormat(locale(), { notation: 'compact' })
const relativeTime = new Intl.RelativeTimeFormat(locale(), { numeric: 'always', style: 'short' })
const localDateTime = new Intl.DateTimeFormat(locale(), {
  dateStyle: 'medium',
  timeStyle: 'medium',
})
const localClock = new Intl.DateTimeFormat(locale(), {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})
const localDay = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' })
const localDayOfYear = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' })
const utcDay = new Intl.DateTimeFormat(locale(), {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})
const utcFullDay = new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeZone: 'UTC' })

export const formatCount = (value: number): string => integer.format(value)

/** For axes and badges, where space is short. */
export const formatCompact = (value: number): string => compactNumber.format(value)

/** Formats an average; below 100 with one decimal, because 0.4 is not zero. */
export function formatAverage(value: number): string {
  if (value > 0 && value < 0.05) return `<${oneDigit.format(0.1)}`
  return (value < 100 ? oneDigit : integer).format(value)
}

export function pluralize(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`
}

/** Formats a share between 0 and 1 as a percentage. Only exact values become 0% and 100%. */
export function formatShare(ratio: number): string {
  if (ratio > 0 && ratio < 0.0001) return `<${formatPercent(0.0001, 2)}`
  if (ratio < 1 && ratio > 0.9999) return formatPercent(0.9999, 2)
  const needsTwo = ratio > 0 && ratio < 1 && (ratio >= 0.9995 || ratio < 0.0005)
  return formatPercent(ratio, needsTwo ? 2 : 1)
}

/** Formats a configured threshold, given in percent, with its own digits. */
export const formatThreshold = (percentValue: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 2 }).format(
    percentValue / 100,
  )

function formatPercent(ratio: number, digits: number): string {
  const isWhole = ratio === 0 || ratio === 1
  return new Intl.NumberFormat(locale(), {
    style: 'percent',
    minimumFractionDigits: isWhole ? 0 : Math.min(digits, 1),
    maximumFractionDigits: digits,
  }).format(ratio)
}

/** Formats a change, given in percent, without its sign. */
export function formatChange(percentValue: number): string {
  const size = Math.abs(percentValue)
  if (size > 0 && size < 0.1) return `<${formatPercent(0.001, 1)}`
  if (size >= 1000) return `>${formatPercent(9.99, 0)}`
  return size < 9.95 ? formatPercent(size / 100, 1) : formatPercent(size / 100, 0)
}

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${integer.format(milliseconds)} ms`
  return formatSeconds(milliseconds / 1000)
}

export function formatSeconds(value: number): string {
  if (value < 60) return `${oneDigit.format(value)} s`
  const minutes = Math.floor(value / 60)
  if (minutes < 60)
    return `${integer.format(minutes)} min ${integer.format(Math.floor(value % 60))} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${integer.format(hours)} h ${integer.format(minutes % 60)} min`
  return `${integer.format(Math.floor(hours / 24))} d ${integer.format(hours % 24)} h`
}

/** Formats seconds in few characters, for tiles. */
export const formatBriefSeconds = (value: number): string =>
  value < 60 || value >= 3600 ? formatSeconds(value) : formatMinutes(value)

/** Formats seconds as minutes, for axes. */
export const formatMinutes = (value: number): string => `${oneDigit.format(value / 60)} min`

/** Formats short durations with tenths of a millisecond. */
export const formatMilliseconds = (value: number): string =>
  `${(value < 100 ? oneDigit : integer).format(value)} ms`

export const formatMegabytes = (value: number): string => `${oneDigit.format(value)} MB`

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

export function formatBytes(value: number): string {
  const step = Math.min(value > 0 ? Math.floor(Math.log10(value) / 3) : 0, BYTE_UNITS.length - 1)
  const scaled = value / 1000 ** Math.max(step, 0)
  return `${(scaled < 10 ? oneDigit : integer).format(scaled)} ${BYTE_UNITS[step] ?? 'B'}`
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
]

const WEEK_SECONDS = 604_800

/** Formats the time since `time` in the largest unit that fits; as a date after a week. */
export function formatTimeAgo(time: string, now: number): string {
  const elapsed = Math.max(0, (now - Date.parse(time)) / 1000)
  if (elapsed >= WEEK_SECONDS) return formatLocalDay(new Date(time), new Date(now))
  const step = STEPS.findLast(([, size]) => elapsed >= size)
  if (!step || elapsed < 10) return 'just now'
  return relativeTime.format(-Math.floor(elapsed / step[1]), step[0])
}

/** Like `formatTimeAgo`, but with seconds in the first minute, for running counters. */
export function formatTimeAgoInSeconds(time: string, now: number): string {
  const elapsed = Math.max(0, Math.floor((now - Date.parse(time)) / 1000))
  return elapsed < 60 ? relativeTime.format(-elapsed, 'second') : formatTimeAgo(time, now)
}

function formatLocalDay(time: Date, now: Date): string {
  const isThisYear = time.getFullYear() === now.getFullYear()
  return (isThisYear ? localDay : localDayOfYear).format(time)
}

export const formatLocalTime = (time: string): string => localDateTime.format(new Date(time))

/** Formats hours, minutes and seconds in local time. */
export const formatClockTime = (time: string): string => localClock.format(new Date(time))

export const formatUtcTime = (time: string): string =>
  `${new Date(time).toISOString().replace('T', ' ').slice(0, 19)} UTC`

const utcDayOfYear = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' })

/** Formats an inclusive range of UTC days, with the year unless both days are in this year. */
export function formatDayRange(start: string, end: string, now: number): string {
  const year = new Date(now).toISOString().slice(0, 4)
  const isThisYear = start.startsWith(year) && end.startsWith(year)
  const format = isThisYear ? utcDay : utcDayOfYear
  return format.formatRange(Date.parse(start), Date.parse(end))
}

/** Formats a UTC day such as 2026-11-23. */
export const formatDay = (date: string): string => utcDay.format(new Date(`${date}T00:00:00Z`))

export const formatFullDay = (date: string): string =>
  `${utcFullDay.format(new Date(`${date}T00:00:00Z`))} (UTC)`

/** Shortens text from an app, which can be very long. */
export function truncate(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  return `${text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const MAX_NAME_CHARS = 60
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g

/** Shortens a name and removes direction marks, which would reorder the text around it. */
export const toPlainName = (text: string): string =>
  truncate(text.replace(DIRECTION_MARKS, ''), MAX_NAME_CHARS)

export const shortenId = (id: string): string => id.slice(0, 8)
