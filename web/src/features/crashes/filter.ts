import type { CrashGroupFilter, CrashGroupStatus } from '@/gql/graphql'

/** The crash list's filter; it lives in the address. */
export interface Filter {
  status: CrashGroupStatus | null
  version: string | null
  type: string | null
}

export const STATUSES = ['OPEN', 'RESOLVED', 'IGNORED'] as const

export function filterOf(params: URLSearchParams): Filter {
  const asked = params.get('status')
  const known = STATUSES.find((status) => status === asked)
  return {
    status: known ?? (asked === 'ALL' ? null : 'OPEN'),
    version: params.get('version') ?? null,
    type: params.get('type') ?? null,
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
  return next
}

export const asInput = ({ status, version, type }: Filter): CrashGroupFilter => ({
  status,
  version,
  type,
})

interface Filtered {
  status: CrashGroupStatus
  type: string
  affectedVersions: readonly string[]
}

/** Whether a group that just appeared belongs to the list. */
export function fits(group: Filtered, { status, version, type }: Filter): boolean {
  return (
    (status === null || group.status === status) &&
    (version === null || group.affectedVersions.includes(version)) &&
    (type === null || group.type === type)
  )
}
