import { useState } from 'react'
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql'
import { describeError } from '@/lib/errors'
import { showToast } from '@/lib/toasts'

/** A mutation whose failure is told in the corner of the page; answers its data, or null. */
export function useAction<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
) {
  const client = useClient()
  const [isBusy, setIsBusy] = useState(false)
  const run = async (variables: Variables): Promise<Data | null> => {
    setIsBusy(true)
    const { data, error } = await client.mutation(document, variables).toPromise()
    setIsBusy(false)
    if (!error) return data ?? null
    const { title, advice } = describeError(error)
    showToast({ text: `Not done. ${title}. ${advice}`, isError: true, durationMs: 10_000 })
    return null
  }
  return { run, isBusy }
}
