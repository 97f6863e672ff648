import { useSearchParams } from 'react-router'
import { useNow } from '@/lib/now'
import { parseScope, type Scope } from '@/lib/scope'

/** Range, version and comparison of the page, as the top bar has set them. */
export function useScope(): Scope {
  const [params] = useSearchParams()
  return parseScope(params, useNow())
}
