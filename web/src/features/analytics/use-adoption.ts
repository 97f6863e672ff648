import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import type { DayRange } from '@/lib/range'
import { useReloadableQuery } from '@/lib/use-reloadable-query'

const AdoptionQuery = graphql(`
  query Adoption($appId: ID!, $range: DateRange!, $versions: [String!]!) {
    app(id: $appId) {
      id
      adoption(range: $range, appVersions: $versions) {
        date
        appVersion
        devices
      }
    }
  }
`)

const MAX_VERSIONS = 20

/** Loads the adoption of the most used versions, which are ordered by devices. */
export function useAdoption(range: DayRange, used: readonly { appVersion: string | null }[]) {
  const { appId } = useCurrentApp()
  const versions = used.slice(0, MAX_VERSIONS).map(({ appVersion }) => appVersion ?? '')
  const isPaused = versions.length === 0
  const [result, reload] = useReloadableQuery(AdoptionQuery, { appId, range, versions }, isPaused)
  return { versions, result, reload, adoption: result.data?.app.adoption ?? [] }
}
