import { graphql } from '@/gql'

/** What a group's page needs at once; its panels ask for the rest. */
export const CrashQuery = graphql(`
  query CrashPage($appId: ID!, $fingerprint: String!) {
    app(id: $appId) {
      id
      crashGroup(fingerprint: $fingerprint) {
        id
        fingerprint
        sampleStackTrace
        ...CrashHead_group
        ...CrashFacts_group
        ...CrashDays_group
        ...Stack_group
        ...Occurrences_group
      }
    }
  }
`)
