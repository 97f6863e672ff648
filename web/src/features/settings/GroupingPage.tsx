import { useCurrentApp } from '@/app/current-app'
import { toGroupingDraft } from '@/features/settings/grouping-draft'
import { GroupingForm } from '@/features/settings/GroupingForm'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'

const GroupingQuery = graphql(`
  query GroupingSettings($appId: ID!) {
    app(id: $appId) {
      id
      crashGroupingRules {
        rules {
          fingerprint
          action
          type
          message
          frame
          path
        }
        inApp
        library
      }
    }
  }
`)

export function GroupingPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(GroupingQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app }) => <GroupingForm saved={toGroupingDraft(app.crashGroupingRules)} />}
    </Loadable>
  )
}

export const Component = GroupingPage
