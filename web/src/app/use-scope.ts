import { useSearchParams } from 'react-router'
import { useNow } from '@/lib/now'
import { parseScope, type Scope } from '@/lib/scope'

/** Returns the range, version and comparison that are selected in the top bar. */
export function useScope(): Scope {
  const [params] = useSearchParams()
  return parseScope(params, useNow())
}
