import { Text } from '@mantine/core'
import { useApi } from '@/app/api-context'
import type { FeedState } from '@/lib/feed'
import { pluralize } from '@/lib/format'
import { useStore } from '@/lib/store'

interface FeedStatusProps {
  state: FeedState<unknown>
  isFrozen: boolean
  isPaused: boolean
}

/** What the feed is doing, in words. */
export function FeedStatus(props: FeedStatusProps) {
  const connection = useStore(useApi().socket.connection)
  return (
    <Text c="dimmed" size="sm" role="status">
      {describeState(props, connection === 'live')}
    </Text>
  )
}

function describeState(
  { state, isFrozen, isPaused }: FeedStatusProps,
  isConnected: boolean,
): string {
  if (state.isRejected) return 'Stopped: the server refuses this feed. Reload the page.'
  if (!isConnected) return 'Not connected; what you miss is fetched when it is back.'
  if (isPaused) return 'Paused; new crashes wait.'
  if (isFrozen) return 'Held while you read.'
  if (state.recovered > 0)
    return `Back: ${pluralize(state.recovered, 'crash', 'crashes')} caught up.`
  return 'Following.'
}
