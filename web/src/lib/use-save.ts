import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useState } from 'react'
import { useClient, type AnyVariables } from 'urql'
import { describeError } from '@/lib/errors'
import { showToast } from '@/lib/toasts'

interface Saving<Data, Variables> {
  isBusy: boolean
  /** What was answered; null when it was refused, and then a message says why. */
  save: (variables: Variables) => Promise<Data | null>
}

/** A mutation whose outcome is said in the corner of the page. */
export function useSave<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  done?: string,
): Saving<Data, Variables> {
  const client = useClient()
  const [isBusy, setIsBusy] = useState(false)
  const save = async (variables: Variables): Promise<Data | null> => {
    setIsBusy(true)
    const { data, error } = await client.mutation(document, variables).toPromise()
    setIsBusy(false)
    if (error || !data) {
      const { title, advice } = error
        ? describeError(error)
        : { title: 'Nothing was saved', advice: '' }
      showToast({ text: `${title}. ${advice}`, isError: true, durationMs: 12_000 })
      return null
    }
    if (done !== undefined) showToast({ text: done })
    return data
  }
  return { isBusy, save }
}
