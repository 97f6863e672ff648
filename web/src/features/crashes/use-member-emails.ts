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

/** The addresses of those who can be asked to work on something. */
export function useMemberEmails(): string[] {
  const { appId } = useCurrentApp()
  const [{ data }] = useQuery({
    query: MembersQuery,
    variables: { appId },
    requestPolicy: 'cache-first',
  })
  return data?.app.members.map(({ email }) => email) ?? []
}
