import { useQuery } from 'urql'
import { ViewerQuery } from '@/app/AppLayout'

/** Returns the e-mail address of the signed-in user. */
export function useViewerEmail(): string | null {
  const [{ data }] = useQuery({ query: ViewerQuery, requestPolicy: 'cache-first' })
  return data?.viewer.email ?? null
}
