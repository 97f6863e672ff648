import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { ChannelCard } from '@/features/alerts/ChannelCard'
import { ChannelForm } from '@/features/alerts/ChannelForm'
import { useChannels, type Channel } from '@/features/alerts/use-channels'
import { EmptyState } from '@/ui/EmptyState'
import { GuardedButton } from '@/ui/GuardedButton'
import { PlusIcon } from '@/ui/icons'
import { Loadable } from '@/ui/Loadable'
import { RowsSkeleton } from '@/ui/RowsSkeleton'
import classes from './Alerts.module.css'

/** The channels of an app. */
export function ChannelsTab() {
  const { cannotManageReason } = useCurrentApp()
  const { result, reload } = useChannels()
  const [edited, setEdited] = useState<Channel | 'new' | null>(null)
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text c="dimmed">
          A channel receives alerts after its address is confirmed or a test alert is delivered.
        </Text>
        <GuardedButton
          size="xs"
          variant="default"
          disabledReason={cannotManageReason}
          leftSection={<PlusIcon size={14} />}
          onClick={() => {
            setEdited('new')
          }}
        >
          Add channel
        </GuardedButton>
      </Group>
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
      {edited !== null && (
        <ChannelForm
          channel={edited === 'new' ? null : edited}
          onClose={() => {
            setEdited(null)
          }}
          onSaved={() => {
            setEdited(null)
            reload()
          }}
        />
      )}
    </Stack>
  )
}

export const Component = ChannelsTab
