import { Stack } from '@mantine/core'
import { PasswordForm } from '@/features/settings/PasswordForm'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { TokensPanel } from '@/features/settings/TokensPanel'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'

const AccountQuery = graphql(`
  query AccountSettings {
    viewer {
      id
      email
      accessTokens {
        ...TokensPanel_token
      }
    }
  }
`)

/** The user's password and access tokens. */
export function AccountPage() {
  const [result, reload] = useReloadableQuery(AccountQuery, {})
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ viewer }) => (
        <Stack gap="md">
          <PasswordForm email={viewer.email} />
          <TokensPanel tokens={viewer.accessTokens} onChanged={reload} />
        </Stack>
      )}
    </Loadable>
  )
}

export const Component = AccountPage
