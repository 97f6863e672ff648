import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import type { ChannelsQuery as ChannelsData } from '@/gql/graphql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'

const ChannelsQuery = graphql(`
  query Channels($appId: ID!) {
    alertChannelKinds {
      kind
      label
      addressType
      addressLabel
      addressHint
      hasSecret
      hasConfirmation
    }
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
          canUrgentBreakQuietHours
        }
        updatedAt
        updatedBy
      }
    }
  }
`)

export type Channel = ChannelsData['app']['alertChannels'][number]
export type ChannelKind = ChannelsData['alertChannelKinds'][number]

/** Loads the app's channels and the channel kinds. */
export function useChannels() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(ChannelsQuery, { appId })
  const channels = result.data?.app.alertChannels ?? []
  const kinds = result.data?.alertChannelKinds ?? []
  const findKind = (kind: string) => kinds.find((each) => each.kind === kind)
  return {
    result,
    channels,
    kinds,
    findKind,
    getKindLabel: (kind: string) => findKind(kind)?.label ?? kind,
    getChannelName: (id: string) =>
      channels.find((channel) => channel.id === id)?.name ?? 'a channel',
    reload,
  }
}
