import { useQuery } from 'urql'
import { ViewerQuery } from '@/app/AppLayout'

/** The address of whoever is signed in. */
export function useViewerEmail(): string | null {
  const [{ data }] = useQuery({ query: ViewerQuery, requestPolicy: 'cache-first' })
  return data?.viewer.email ?? null
}
