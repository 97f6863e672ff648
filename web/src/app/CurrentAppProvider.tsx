import { useMemo, type ReactNode } from 'react'
import { useApi } from '@/app/api-context'
import { CurrentAppContext, type CurrentApp } from '@/app/current-app'
import { openFeed } from '@/app/open-feed'
import { graphql } from '@/gql'
import type { ViewerQuery } from '@/gql/graphql'
import { useStore } from '@/lib/store'

const NewGroupsSubscription = graphql(`
  subscription NewGroups($appId: ID!, $since: DateTime) {
    newCrashGroups(appId: $appId, since: $since) {
      id
      type
      message
      status
      affectedVersions
      firstSeen
      lastSeen
      ...CrashRow_group
    }
  }
`)

/** Covers the time between a page's query and the first connection. */
const INITIAL_LOOK_BACK_MS = 15_000

interface CurrentAppProviderProps {
  membership: ViewerQuery['viewer']['memberships'][number]
  children: ReactNode
}

export function CurrentAppProvider({ membership, children }: CurrentAppProviderProps) {
  const api = useApi()
  const { appId, name, role } = membership
  const app = useMemo<CurrentApp>(
    () => ({
      appId,
      name,
      role,
      cannotTriageReason:
        role === 'VIEWER'
          ? 'You are a viewer of this app. Ask an owner for the developer role.'
          : null,
      cannotManageReason:
        role === 'OWNER'
          ? null
          : `You are a ${role.toLowerCase()} of this app. Ask an owner to do this.`,
      newGroups: openFeed(api, {
        document: NewGroupsSubscription,
        appId,
        toItem: (data) => data.newCrashGroups,
        toKey: (group) => group.id,
        lookBackMs: INITIAL_LOOK_BACK_MS,
      }),
    }),
    [api, appId, name, role],
  )
  useStore(app.newGroups) // subscribed on every page, so that the connection status is always known
  return <CurrentAppContext value={app}>{children}</CurrentAppContext>
}
