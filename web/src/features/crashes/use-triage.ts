import { startTransition, useOptimistic, useState } from 'react'
import { useMutation, type CombinedError } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import type { CrashGroupStatus } from '@/gql/graphql'
import { problemOf } from '@/lib/errors'

const TriageMutation = graphql(`
  mutation Triage($input: UpdateCrashGroupInput!) {
    updateCrashGroup(input: $input) {
      crashGroup {
        id
        status
      }
    }
  }
`)

export interface Triage {
  /** As chosen here, even before the server has confirmed it. */
  status: CrashGroupStatus
  /** Why the last choice could not be saved. */
  problem: string | null
  /** Why this person may not choose; null when they may. */
  refusal: string | null
  set: (status: CrashGroupStatus) => void
}

/** Holds for rows of a live feed, which the cache does not renew; gone once the group is. */
interface Saved {
  instead: CrashGroupStatus
  status: CrashGroupStatus
}

export function useTriage(group: { fingerprint: string; status: CrashGroupStatus }): Triage {
  const { appId, triageRefusal } = useCurrentApp()
  const [saved, setSaved] = useState<Saved | null>(null)
  if (saved !== null && saved.instead !== group.status) setSaved(null)
  const [status, setOptimistic] = useOptimistic(saved?.status ?? group.status)
  const [problem, setProblem] = useState<string | null>(null)
  const [, update] = useMutation(TriageMutation)
  const set = (next: CrashGroupStatus) => {
    startTransition(async () => {
      setOptimistic(next)
      setProblem(null)
      const input = { appId, fingerprint: group.fingerprint, status: next }
      const { error } = await update({ input })
      startTransition(() => {
        if (error) setProblem(notSaved(error))
        else setSaved({ instead: group.status, status: next })
      })
    })
  }
  return { status, problem, refusal: triageRefusal, set }
}

function notSaved(error: CombinedError): string {
  const { title, advice } = problemOf(error)
  return `Not saved. ${title}. ${advice}`
}
