import { graphql } from '@/gql'

export const CreateKey = graphql(`
  mutation CreateIngestKey($input: CreateIngestKeyInput!) {
    createIngestKey(input: $input) {
      secret
      key {
        id
        name
      }
    }
  }
`)
