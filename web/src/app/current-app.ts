import { createContext, use } from 'react'
import type { Role, NewGroupsSubscription } from '@/gql/graphql'
import type { Feed } from '@/lib/feed'

export type NewGroup = NewGroupsSubscription['newCrashGroups']

export interface CurrentApp {
  appId: string
  name: string
  role: Role
  /** Why this person may not triage; null when they may. */
  cannotTriageReason: string | null
  /** Why this person may not change the app's settings; null when they may. */
  cannotManageReason: string | null
  newGroups: Feed<NewGroup>
}

export const CurrentAppContext = createContext<CurrentApp | null>(null)

export function useCurrentApp(): CurrentApp {
  const app = use(CurrentAppContext)
  if (app === null) throw new Error('no app above this component')
  return app
}
