import { Stack } from '@mantine/core'
import { useState } from 'react'
import { ChannelCard } from '@/features/alerts/ChannelCard'
import { ChannelForm } from '@/features/alerts/ChannelForm'
import { TabHeader } from '@/features/alerts/TabHeader'
import { useChannels, type Channel } from '@/features/alerts/use-channels'
import { EmptyState } from '@/ui/EmptyState'
import { Loadable } from '@/ui/Loadable'
import { RowsSkeleton } from '@/ui/RowsSkeleton'
import classes from './Alerts.module.css'

/** The channels of an app. */
export function ChannelsTab() {
  const { result, kinds, findKind, reload } = useChannels()
  const [edited, setEdited] = useState<Channel | 'new' | null>(null)
  return (
    <Stack gap="md">
      <TabHeader
        description="A channel receives alerts after its address is confirmed or a test alert is delivered."
        addLabel="Add channel"
        onAdd={() => {
          setEdited('new')
        }}
      />
      <Loadable result={result} skeleton={<RowsSkeleton rows={3} />} onRetry={reload}>
        {({ app: { alertChannels } }) => (
          <>
            {alertChannels.length === 0 && (
              <EmptyState title="No channels">
                Alerts are sent to the channels of the installation, or to its log if it has none.
                Add an e-mail address or a webhook.
              </EmptyState>
            )}
            <ul className={classes.cards} aria-label="Channels">
              {alertChannels.map((channel) => (
                <ChannelCard
                  key={channel.id}
                  channel={channel}
                  kind={findKind(channel.kind)}
                  onEdit={() => {
                    setEdited(channel)
                  }}
                  onChange={reload}
                />
              ))}
            </ul>
          </>
        )}
      </Loadable>
      {edited !== null && kinds.length > 0 && (
        <ChannelForm
          kinds={kinds}
          channel={edited === 'new' ? null : edited}
          onClose={(hasSaved) => {
            setEdited(null)
            if (hasSaved) reload()
          }}
        />
      )}
    </Stack>
  )
}

export const Component = ChannelsTab
