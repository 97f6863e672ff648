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

/** The status of the feed. */
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
  if (state.isRejected) return 'Stopped: the server rejected this feed. Reload the page.'
  if (!isConnected)
    return 'Not connected. Missed crashes are loaded when the connection is restored.'
  if (isPaused) return 'Paused. New crashes are not displayed.'
  if (isFrozen) return 'Paused while you read.'
  if (state.recovered > 0)
    return `Reconnected. Loaded ${pluralize(state.recovered, 'missed crash', 'missed crashes')}.`
  return 'Updating live.'
}
