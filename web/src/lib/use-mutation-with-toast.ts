import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useState } from 'react'
import { useClient, type AnyVariables } from 'urql'
import { summarizeError } from '@/lib/errors'
import { showToast } from '@/lib/toasts'

const ERROR_DURATION_MS = 12_000

interface MutationWithToast<Data, Variables> {
  isBusy: boolean
  /** Returns null when the mutation fails; a toast then says why. */
  run: (variables: Variables) => Promise<Data | null>
}

/** A mutation that reports its result in a toast. */
export function useMutationWithToast<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  successText?: string,
): MutationWithToast<Data, Variables> {
  const client = useClient()
  const [isBusy, setIsBusy] = useState(false)
  const run = async (variables: Variables): Promise<Data | null> => {
    setIsBusy(true)
    const { data, error } = await client.mutation(document, variables).toPromise()
    setIsBusy(false)
    if (error || !data) {
      const text = error ? summarizeError(error) : 'The server returned no result.'
      showToast({ text, isError: true, durationMs: ERROR_DURATION_MS })
      return null
    }
    if (successText !== undefined) showToast({ text: successText })
    return data
  }
  return { isBusy, run }
}
