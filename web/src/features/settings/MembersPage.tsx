import { Stack } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { ChangeLog } from '@/features/settings/AccountChangeLog'
import { AddMember } from '@/features/settings/AddMember'
import { MemberTable } from '@/features/settings/MemberTable'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { graphql } from '@/gql'
import { useAsked } from '@/lib/use-reloadable-query'
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
        ...ChangeLog_change
      }
    }
  }
`)

export function MembersPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useAsked(MembersQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app, viewer }) => (
        <Stack gap="md">
          <Panel title="Members" flush>
            <MemberTable members={app.members} viewerId={viewer.id} onChanged={reload} />
          </Panel>
          <AddMember onAdded={reload} />
          <ChangeLog changes={app.accountChanges} />
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = MembersPage
