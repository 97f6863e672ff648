import { useState } from 'react'
import { useClient, type Client, type CombinedError } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import {
  chunks,
  decided,
  told,
  undoing,
  type Decision,
  type Triaged,
} from '@/features/crashes/triage-actions'
import { graphql } from '@/gql'
import { problemOf } from '@/lib/errors'
import { Store, useStore } from '@/lib/store'
import { toast } from '@/lib/toasts'

export const DecidedFragment = graphql(`
  fragment Decided_group on CrashGroup {
    id
    status
    triage {
      fix
      fixedIn
      resolvedAt
      ignoredUntil
      ignoredUntilOccurrences
      ignoredUntilDevices
      regressedAt
      regressions
      assignee
    }
  }
`)

const ResolveMutation = graphql(`
  mutation Resolve($input: ResolveCrashGroupsInput!) {
    resolveCrashGroups(input: $input) {
      crashGroups {
        id
        ...Decided_group
      }
    }
  }
`)

const IgnoreMutation = graphql(`
  mutation Ignore($input: IgnoreCrashGroupsInput!) {
    ignoreCrashGroups(input: $input) {
      crashGroups {
        id
        ...Decided_group
      }
    }
  }
`)

const ReopenMutation = graphql(`
  mutation Reopen($input: ReopenCrashGroupsInput!) {
    reopenCrashGroups(input: $input) {
      crashGroups {
        id
        ...Decided_group
      }
    }
  }
`)

const AssignMutation = graphql(`
  mutation Assign($input: AssignCrashGroupsInput!) {
    assignCrashGroups(input: $input) {
      crashGroups {
        id
        ...Decided_group
      }
    }
  }
`)

export interface Decisions {
  /** Why this person may not decide; null when they may. */
  refusal: string | null
  /** The group as decided here, even before the server has confirmed it. */
  shown: <T extends Triaged>(group: T) => T
  /** Whether it was saved; what went wrong is told in the corner of the page. */
  decide: (groups: readonly Triaged[], decision: Decision) => Promise<boolean>
}

const UNDO_MS = 10_000
/** The cache has told every view by then. */
const SETTLED_MS = 1_000

/** Decisions about groups: shown at once, taken back when they fail, with a way to undo them. */
export function useDecisions(onChange?: () => void): Decisions {
  const { appId, triageRefusal } = useCurrentApp()
  const client = useClient()
  const [store] = useState(() => new Store<ReadonlyMap<string, Decision>>(new Map()))
  const waiting = useStore(store)

  const mark = (groups: readonly Triaged[], decision: Decision | null) => {
    const next = new Map(store.get())
    for (const { id } of groups) {
      if (decision) next.set(id, decision)
      else next.delete(id)
    }
    store.set(next)
  }

  const save = async (groups: readonly Triaged[], decision: Decision): Promise<boolean> => {
    mark(groups, decision)
    const error = await send(client, appId, groups, decision)
    if (error) {
      mark(groups, null)
      toast({ text: notSaved(error), isError: true, stayMs: UNDO_MS })
      return false
    }
    onChange?.()
    setTimeout(() => {
      const still = groups.filter(({ id }) => store.get().get(id) === decision)
      mark(still, null)
    }, SETTLED_MS)
    return true
  }

  const decide = async (groups: readonly Triaged[], decision: Decision): Promise<boolean> => {
    if (groups.length === 0 || triageRefusal !== null) return false
    if (!(await save(groups, decision))) return false
    const undo = async () => {
      for (const step of undoing(groups, decision, Date.now())) {
        await save(step.groups, step.decision)
      }
    }
    toast({
      text: told(decision, groups.length),
      stayMs: UNDO_MS,
      action: { label: 'Undo', run: () => void undo() },
    })
    return true
  }

  return {
    refusal: triageRefusal,
    decide,
    shown: (group) => {
      const decision = waiting.get(group.id)
      return decision ? decided(group, decision) : group
    },
  }
}

async function send(
  client: Client,
  appId: string,
  groups: readonly Triaged[],
  decision: Decision,
): Promise<CombinedError | undefined> {
  for (const chunk of chunks(groups)) {
    const fingerprints = chunk.map(({ fingerprint }) => fingerprint)
    const { error } = await mutate(client, { appId, fingerprints }, decision)
    if (error) return error
  }
  return undefined
}

function mutate(
  client: Client,
  which: { appId: string; fingerprints: string[] },
  decision: Decision,
): PromiseLike<{ error?: CombinedError }> {
  switch (decision.kind) {
    case 'resolve': {
      const { fix, version } = decision
      return client.mutation(ResolveMutation, { input: { ...which, fix, version } })
    }
    case 'ignore': {
      const { until, moreOccurrences, moreDevices } = decision
      const input = { ...which, until, moreOccurrences, moreDevices }
      return client.mutation(IgnoreMutation, { input })
    }
    case 'reopen':
      return client.mutation(ReopenMutation, { input: which })
    case 'assign':
      return client.mutation(AssignMutation, { input: { ...which, assignee: decision.assignee } })
  }
}

export function notSaved(error: CombinedError): string {
  const { title, advice } = problemOf(error)
  return `Not saved. ${title}. ${advice}`
}
