import { useState } from 'react'
import { useClient, type Client, type CombinedError } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import {
  splitIntoChunks,
  applyAction,
  describeAction,
  planUndo,
  type TriageAction,
  type TriageGroup,
} from '@/features/crashes/triage-actions'
import { graphql } from '@/gql'
import { summarizeError } from '@/lib/errors'
import { Store, useStore } from '@/lib/store'
import { showToast } from '@/lib/toasts'

export const TriageStateFragment = graphql(`
  fragment TriageState_group on CrashGroup {
    id
    status
    triage {
      fix
      fixedInVersion
      resolvedAt
      ignoredUntil
      ignoredUntilOccurrences
      ignoredUntilDevices
      regressedAt
      regressionCount
      assignee
    }
  }
`)

const ResolveMutation = graphql(`
  mutation Resolve($input: ResolveCrashGroupsInput!) {
    resolveCrashGroups(input: $input) {
      crashGroups {
        id
        ...TriageState_group
      }
    }
  }
`)

const IgnoreMutation = graphql(`
  mutation Ignore($input: IgnoreCrashGroupsInput!) {
    ignoreCrashGroups(input: $input) {
      crashGroups {
        id
        ...TriageState_group
      }
    }
  }
`)

const ReopenMutation = graphql(`
  mutation Reopen($input: ReopenCrashGroupsInput!) {
    reopenCrashGroups(input: $input) {
      crashGroups {
        id
        ...TriageState_group
      }
    }
  }
`)

const AssignMutation = graphql(`
  mutation Assign($input: AssignCrashGroupsInput!) {
    assignCrashGroups(input: $input) {
      crashGroups {
        id
        ...TriageState_group
      }
    }
  }
`)

export interface Triage {
  /** Why this user cannot triage; null when the user can. */
  disabledReason: string | null
  /** Returns the group with the pending action applied, before the server has confirmed it. */
  withPendingAction: <T extends TriageGroup>(group: T) => T
  /** Saves an action and returns whether that succeeded; a toast reports the result. */
  triage: (groups: readonly TriageGroup[], action: TriageAction) => Promise<boolean>
}

const UNDO_DURATION_MS = 10_000
/** Time until the cache has updated all views. */
const CACHE_UPDATE_MS = 1_000

/** Triage with optimistic updates: actions apply immediately, revert on failure and can be undone. */
export function useTriage(onChange?: () => void): Triage {
  const { appId, cannotTriageReason } = useCurrentApp()
  const client = useClient()
  const [store] = useState(() => new Store<ReadonlyMap<string, TriageAction>>(new Map()))
  const pendingActions = useStore(store)

  const setPending = (groups: readonly TriageGroup[], action: TriageAction | null) => {
    const next = new Map(store.get())
    for (const { id } of groups) {
      if (action) next.set(id, action)
      else next.delete(id)
    }
    store.set(next)
  }

  const save = async (groups: readonly TriageGroup[], action: TriageAction): Promise<boolean> => {
    setPending(groups, action)
    const error = await sendInChunks(client, appId, groups, action)
    if (error) {
      setPending(groups, null)
      showToast({ text: describeSaveError(error), isError: true, durationMs: UNDO_DURATION_MS })
      return false
    }
    onChange?.()
    setTimeout(() => {
      const unchanged = groups.filter(({ id }) => store.get().get(id) === action)
      setPending(unchanged, null)
    }, CACHE_UPDATE_MS)
    return true
  }

  const triage = async (groups: readonly TriageGroup[], action: TriageAction): Promise<boolean> => {
    if (groups.length === 0 || cannotTriageReason !== null) return false
    if (!(await save(groups, action))) return false
    const undo = async () => {
      for (const step of planUndo(groups, action, Date.now())) {
        await save(step.groups, step.action)
      }
    }
    showToast({
      text: describeAction(action, groups.length),
      durationMs: UNDO_DURATION_MS,
      action: { label: 'Undo', run: () => void undo() },
    })
    return true
  }

  return {
    disabledReason: cannotTriageReason,
    triage,
    withPendingAction: (group) => {
      const action = pendingActions.get(group.id)
      return action ? applyAction(group, action) : group
    },
  }
}

async function sendInChunks(
  client: Client,
  appId: string,
  groups: readonly TriageGroup[],
  action: TriageAction,
): Promise<CombinedError | undefined> {
  for (const chunk of splitIntoChunks(groups)) {
    const fingerprints = chunk.map(({ fingerprint }) => fingerprint)
    const { error } = await sendAction(client, { appId, fingerprints }, action)
    if (error) return error
  }
  return undefined
}

function sendAction(
  client: Client,
  target: { appId: string; fingerprints: string[] },
  action: TriageAction,
): PromiseLike<{ error?: CombinedError }> {
  switch (action.kind) {
    case 'resolve': {
      const { fix, fixedInVersion } = action
      return client.mutation(ResolveMutation, { input: { ...target, fix, fixedInVersion } })
    }
    case 'ignore': {
      const { until, moreOccurrences, moreDevices } = action
      const input = { ...target, until, moreOccurrences, moreDevices }
      return client.mutation(IgnoreMutation, { input })
    }
    case 'reopen':
      return client.mutation(ReopenMutation, { input: target })
    case 'assign':
      return client.mutation(AssignMutation, { input: { ...target, assignee: action.assignee } })
  }
}

export function describeSaveError(error: CombinedError): string {
  return `Not saved. ${summarizeError(error)}`
}
