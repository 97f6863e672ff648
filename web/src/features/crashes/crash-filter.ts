import type { CrashGroupFilter, CrashGroupSort, CrashGroupStatus } from '@/gql/graphql'
import { dayAfter, isDay } from '@/lib/range'

/** UTC days, both included; null leaves that side open. */
export interface Seen {
  from: string | null
  to: string | null
}

/** What the crash list shows, and in which order; it lives in the address. */
export interface Filter {
  status: CrashGroupStatus | null
  version: string | null
  type: string | null
  /** An address; empty for nobody's. */
  assignee: string | null
  search: string
  firstSeen: Seen
  lastSeen: Seen
  sort: CrashGroupSort
}

export const EVER: Seen = { from: null, to: null }

export const isEver = ({ from, to }: Seen): boolean => from === null && to === null

export const STATUSES = ['OPEN', 'RESOLVED', 'IGNORED'] as const
export const SORTS = ['LAST_SEEN', 'FIRST_SEEN', 'OCCURRENCES', 'DEVICES', 'TREND'] as const

/** Where the page begins; the address says nothing of it. */
export const USUAL: Filter = {
  status: 'OPEN',
  version: null,
  type: null,
  assignee: null,
  search: '',
  firstSeen: EVER,
  lastSeen: EVER,
  sort: 'LAST_SEEN',
}

export function filterOf(params: URLSearchParams): Filter {
  const asked = params.get('status')
  const known = STATUSES.find((status) => status === asked)
  return {
    status: known ?? (asked === 'ALL' ? null : 'OPEN'),
    version: params.get('version'),
    type: params.get('type'),
    assignee: params.get('assignee'),
    search: params.get('q') ?? '',
    firstSeen: { from: dayOf(params, 'first-from'), to: dayOf(params, 'first-to') },
    lastSeen: { from: dayOf(params, 'last-from'), to: dayOf(params, 'last-to') },
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'LAST_SEEN',
  }
}

function dayOf(params: URLSearchParams, name: string): string | null {
  const text = params.get(name)
  return isDay(text) ? text : null
}

export function withFilter(params: URLSearchParams, filter: Filter): URLSearchParams {
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

export function asInput(filter: Filter): CrashGroupFilter {
  const { status, version, type, assignee, search, firstSeen, lastSeen } = filter
  return {
    status,
    version,
    type,
    assignee,
    search: search.trim() || null,
    firstSeenSince: beginning(firstSeen.from),
    firstSeenBefore: end(firstSeen.to),
    lastSeenSince: beginning(lastSeen.from),
    lastSeenBefore: end(lastSeen.to),
  }
}

const beginning = (day: string | null): string | null => day && `${day}T00:00:00Z`
const end = (day: string | null): string | null => day && beginning(dayAfter(day))

/** Whether anything but the status narrows the list. */
export const isNarrow = (filter: Filter): boolean =>
  filter.version !== null ||
  filter.type !== null ||
  filter.assignee !== null ||
  filter.search.trim() !== '' ||
  !isEver(filter.firstSeen) ||
  !isEver(filter.lastSeen)

interface Filtered {
  status: CrashGroupStatus
  type: string
  message: string
  affectedVersions: readonly string[]
  firstSeen: string
  lastSeen: string
}

/** Whether a group that just appeared, and is nobody's yet, belongs to the list. */
export function fits(group: Filtered, filter: Filter): boolean {
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

const isWithin = (time: string, { from, to }: Seen): boolean => {
  const day = new Date(time).toISOString().slice(0, 10)
  return (from === null || day >= from) && (to === null || day <= to)
}
