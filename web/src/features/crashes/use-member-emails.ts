import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'

const MembersQuery = graphql(`
  query Assignees($appId: ID!) {
    app(id: $appId) {
      id
      members {
        id
        email
      }
    }
  }
`)

/** Returns the e-mail addresses of the app's members. */
export function useMemberEmails(): string[] {
  const { appId } = useCurrentApp()
  const [{ data }] = useQuery({
    query: MembersQuery,
    variables: { appId },
    requestPolicy: 'cache-first',
  })
  return data?.app.members.map(({ email }) => email) ?? []
}
