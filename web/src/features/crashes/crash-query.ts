import { graphql } from '@/gql'

/** The data that a group's page needs first; its panels query the rest. */
export const CrashQuery = graphql(`
  query CrashPage($appId: ID!, $fingerprint: String!) {
    app(id: $appId) {
      id
      crashGroup(fingerprint: $fingerprint) {
        id
        fingerprint
        sampleStackTrace
        ...CrashHeader_group
        ...CrashDetails_group
        ...OccurrenceChart_group
        ...GroupingDetails_group
        ...OccurrencesPanel_group
      }
    }
  }
`)
