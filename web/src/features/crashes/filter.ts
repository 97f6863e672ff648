import type { CrashGroupFilter, CrashGroupSort, CrashGroupStatus } from '@/gql/graphql'

/** What the crash list shows, and in which order; it lives in the address. */
export interface Filter {
  status: CrashGroupStatus | null
  version: string | null
  type: string | null
  /** An address; empty for nobody's. */
  assignee: string | null
  search: string
  sort: CrashGroupSort
}

export const STATUSES = ['OPEN', 'RESOLVED', 'IGNORED'] as const
export const SORTS = ['LAST_SEEN', 'FIRST_SEEN', 'OCCURRENCES', 'DEVICES', 'TREND'] as const

/** Where the page begins; the address says nothing of it. */
export const USUAL: Filter = {
  status: 'OPEN',
  version: null,
  type: null,
  assignee: null,
  search: '',
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
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'LAST_SEEN',
  }
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
  write('sort', filter.sort === 'LAST_SEEN' ? null : filter.sort)
  return next
}

export const asInput = ({ status, version, type, assignee, search }: Filter): CrashGroupFilter => ({
  status,
  version,
  type,
  assignee,
  search: search.trim() || null,
})

/** Whether anything but the status narrows the list. */
export const isNarrow = ({ version, type, assignee, search }: Filter): boolean =>
  version !== null || type !== null || assignee !== null || search.trim() !== ''

interface Filtered {
  status: CrashGroupStatus
  type: string
  message: string
  affectedVersions: readonly string[]
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
    search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  )
}
