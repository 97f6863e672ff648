import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useQuery, type AnyVariables } from 'urql'
import type { Loading } from '@/ui/Loadable'

/** Runs a query; the second value reloads it from the server. */
export function useReloadableQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): [Loading<Data>, () => void] {
  const [result, execute] = useQuery<Data, Variables>({ query, variables, pause })
  return [
    result,
    () => {
      execute({ requestPolicy: 'network-only' })
    },
  ]
}
