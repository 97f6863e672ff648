import { Text } from '@mantine/core'
import { useApi } from '@/app/api-context'
import type { FeedState } from '@/lib/feed'
import { plural } from '@/lib/format'
import { useStore } from '@/lib/store'

interface LiveStateProps {
  state: FeedState<unknown>
  isHeld: boolean
  isPaused: boolean
}

/** What the feed is doing, in words. */
export function LiveState(props: LiveStateProps) {
  const connection = useStore(useApi().socket.connection)
  return (
    <Text c="dimmed" size="sm" role="status">
      {words(props, connection === 'live')}
    </Text>
  )
}

function words({ state, isHeld, isPaused }: LiveStateProps, isConnected: boolean): string {
  if (state.isRefused) return 'Stopped: the server refuses this feed. Reload the page.'
  if (!isConnected) return 'Not connected; what you miss is fetched when it is back.'
  if (isPaused) return 'Paused; new crashes wait.'
  if (isHeld) return 'Held while you read.'
  if (state.recovered > 0) return `Back: ${plural(state.recovered, 'crash', 'crashes')} caught up.`
  return 'Following.'
}
