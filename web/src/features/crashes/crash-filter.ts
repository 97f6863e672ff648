import type { CrashGroupFilter, CrashGroupSort, CrashGroupStatus } from '@/gql/graphql'
import { toNextDay, isDay } from '@/lib/range'

/** An inclusive range of UTC days; null means no bound. */
export interface DayBounds {
  from: string | null
  to: string | null
}

/** The filter and order of the crash list, stored in the address. */
export interface CrashFilter {
  status: CrashGroupStatus | null
  version: string | null
  type: string | null
  /** An e-mail address; empty for unassigned groups. */
  assignee: string | null
  search: string
  firstSeen: DayBounds
  lastSeen: DayBounds
  sort: CrashGroupSort
}

export const ANY_TIME: DayBounds = { from: null, to: null }

export const isAnyTime = ({ from, to }: DayBounds): boolean => from === null && to === null

export const STATUSES = ['OPEN', 'RESOLVED', 'IGNORED'] as const
export const SORTS = ['LAST_SEEN', 'FIRST_SEEN', 'OCCURRENCES', 'DEVICES', 'TREND'] as const

/** The initial filter, which the address omits. */
export const DEFAULT_FILTER: CrashFilter = {
  status: 'OPEN',
  version: null,
  type: null,
  assignee: null,
  search: '',
  firstSeen: ANY_TIME,
  lastSeen: ANY_TIME,
  sort: 'LAST_SEEN',
}

export function parseFilter(params: URLSearchParams): CrashFilter {
  const requested = params.get('status')
  const status = STATUSES.find((each) => each === requested)
  return {
    status: status ?? (requested === 'ALL' ? null : 'OPEN'),
    version: params.get('version'),
    type: params.get('type'),
    assignee: params.get('assignee'),
    search: params.get('q') ?? '',
    firstSeen: { from: parseDay(params, 'first-from'), to: parseDay(params, 'first-to') },
    lastSeen: { from: parseDay(params, 'last-from'), to: parseDay(params, 'last-to') },
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'LAST_SEEN',
  }
}

function parseDay(params: URLSearchParams, name: string): string | null {
  const text = params.get(name)
  return isDay(text) ? text : null
}

export function withFilter(params: URLSearchParams, filter: CrashFilter): URLSearchParams {
  const next = new URLSearchParams(params)
  const write = (name: string, value: string | null) => {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  write('status', filter.status === 'OPEN' ? null : (filter.status ?? 'ALL'))
  write('version', filter.version)
  write('type', filter.type)
  write('assignee', filter.assignee)
  write('q', filter.search || null)
  write('first-from', filter.firstSeen.from)
  write('first-to', filter.firstSeen.to)
  write('last-from', filter.lastSeen.from)
  write('last-to', filter.lastSeen.to)
  write('sort', filter.sort === 'LAST_SEEN' ? null : filter.sort)
  return next
}

export function toFilterInput(filter: CrashFilter): CrashGroupFilter {
  const { status, version, type, assignee, search, firstSeen, lastSeen } = filter
  return {
    status,
    appVersion: version,
    type,
    assignee,
    search: search.trim() || null,
    firstSeenSince: toDayStart(firstSeen.from),
    firstSeenBefore: toDayEnd(firstSeen.to),
    lastSeenSince: toDayStart(lastSeen.from),
    lastSeenBefore: toDayEnd(lastSeen.to),
  }
}

const toDayStart = (day: string | null): string | null => day && `${day}T00:00:00Z`
const toDayEnd = (day: string | null): string | null => day && toDayStart(toNextDay(day))

/** Whether the list has filters other than the status. */
export const isFiltered = (filter: CrashFilter): boolean =>
  filter.version !== null ||
  filter.type !== null ||
  filter.assignee !== null ||
  filter.search.trim() !== '' ||
  !isAnyTime(filter.firstSeen) ||
  !isAnyTime(filter.lastSeen)

interface FilterableGroup {
  status: CrashGroupStatus
  type: string
  message: string
  affectedVersions: readonly string[]
  firstSeen: string
  lastSeen: string
}

/** Whether a new group, which is unassigned, matches the filter. */
export function matchesFilter(group: FilterableGroup, filter: CrashFilter): boolean {
  const { status, version, type, assignee, search } = filter
  const text = `${group.type} ${group.message}`.toLowerCase()
  return (
    (status === null || group.status === status) &&
    (version === null || group.affectedVersions.includes(version)) &&
    (type === null || group.type === type) &&
    !assignee &&
    isWithin(group.firstSeen, filter.firstSeen) &&
    isWithin(group.lastSeen, filter.lastSeen) &&
    search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  )
}

const isWithin = (time: string, { from, to }: DayBounds): boolean => {
  const day = new Date(time).toISOString().slice(0, 10)
  return (from === null || day >= from) && (to === null || day <= to)
}
