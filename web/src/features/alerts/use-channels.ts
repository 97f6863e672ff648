import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import type { ChannelsQuery as ChannelsData } from '@/gql/graphql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'

const ChannelsQuery = graphql(`
  query Channels($appId: ID!) {
    app(id: $appId) {
      id
      alertChannels {
        id
        kind
        name
        target
        hasSecret
        isEnabled
        verifiedAt
        quiet {
          hourlyCap
          digestMinutes
          quietFrom
          quietUntil
          timeZone
          fatalSpikesBreakQuiet
        }
        updatedAt
        updatedBy
      }
    }
  }
`)

export type Channel = ChannelsData['app']['alertChannels'][number]

/** Loads the app's channels. */
export function useChannels() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(ChannelsQuery, { appId })
  const channels = result.data?.app.alertChannels ?? []
  return {
    result,
    channels,
    getChannelName: (id: string) =>
      channels.find((channel) => channel.id === id)?.name ?? 'a channel',
    reload,
  }
}
