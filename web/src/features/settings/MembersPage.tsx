import { Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { AccountChangeLog } from '@/features/settings/AccountChangeLog'
import { AddMember } from '@/features/settings/AddMember'
import { MemberTable } from '@/features/settings/MemberTable'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'

const MembersQuery = graphql(`
  query MemberSettings($appId: ID!) {
    viewer {
      id
    }
    app(id: $appId) {
      id
      members {
        ...MemberTable_member
      }
      accountChanges(first: 50) {
        ...AccountChangeLog_change
      }
    }
  }
`)

export function MembersPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(MembersQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app, viewer }) => (
        <Stack gap="md">
          <Panel title="Members" flush>
            <MemberTable members={app.members} viewerId={viewer.id} onChanged={reload} />
          </Panel>
          <AddMember onAdded={reload} />
          <AccountChangeLog changes={app.accountChanges} />
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = MembersPage
