import { graphql } from '@/gql'

export const CreateIngestKeyMutation = graphql(`
  mutation CreateIngestKey($input: CreateIngestKeyInput!) {
    createIngestKey(input: $input) {
      secret
      ingestKey {
        id
        name
      }
    }
  }
`)
