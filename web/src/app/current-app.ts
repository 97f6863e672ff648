import { createContext, use } from 'react'
import type { Role, NewGroupsSubscription } from '@/gql/graphql'
import type { Feed } from '@/lib/feed'

export type NewGroup = NewGroupsSubscription['newCrashGroups']

export interface CurrentApp {
  appId: string
  name: string
  role: Role
  /** Why this user cannot triage; null when the user can. */
  cannotTriageReason: string | null
  /** Why this user cannot change the app's settings; null when the user can. */
  cannotManageReason: string | null
  newGroups: Feed<NewGroup>
}

export const CurrentAppContext = createContext<CurrentApp | null>(null)

export function useCurrentApp(): CurrentApp {
  const app = use(CurrentAppContext)
  if (app === null) throw new Error('useCurrentApp needs a CurrentAppContext')
  return app
}
