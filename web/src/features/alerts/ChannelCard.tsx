import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { describeQuietSettings } from '@/features/alerts/channel-draft'
import { DeleteButton } from '@/features/alerts/DeleteButton'
import type { Channel } from '@/features/alerts/use-channels'
import { CHANNEL_KIND_LABELS } from '@/features/alerts/labels'
import { graphql } from '@/gql'
import type { SendTestMutation as TestData } from '@/gql/graphql'
import { truncate, formatDuration } from '@/lib/format'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import classes from './Alerts.module.css'

const SendTestAlertMutation = graphql(`
  mutation SendTest($appId: ID!, $channelId: ID!) {
    sendTestAlert(appId: $appId, channelId: $channelId) {
      deliveryId
      ok
      response
      error
      latencyMs
    }
  }
`)

const ResendMutation = graphql(`
  mutation ResendConfirmation($appId: ID!, $id: ID!) {
    resendAlertConfirmation(appId: $appId, id: $id) {
      id
    }
  }
`)

const DeleteChannelMutation = graphql(`
  mutation DeleteChannel($appId: ID!, $id: ID!) {
    deleteAlertChannel(appId: $appId, id: $id)
  }
`)

interface ChannelCardProps {
  channel: Channel
  onEdit: () => void
  onChange: () => void
}

export function ChannelCard({ channel, onEdit, onChange }: ChannelCardProps) {
  const { appId, cannotManageReason, cannotTriageReason } = useCurrentApp()
  const test = useMutationWithToast(SendTestAlertMutation)
  const resend = useMutationWithToast(ResendMutation)
  const remove = useMutationWithToast(DeleteChannelMutation)
  const [outcome, setOutcome] = useState<TestData['sendTestAlert'] | null>(null)
  const { id, name, kind, isEnabled, verifiedAt } = channel
  const sendTest = async () => {
    setOutcome(null)
    const done = await test.run({ appId, channelId: id })
    if (!done) return
    setOutcome(done.sendTestAlert)
    onChange()
  }
  return (
    <li className={classes.card} data-off={!isEnabled}>
      <div>
        <Group gap={8}>
          <strong className="user-text">{name}</strong>
          <Text size="xs" c="dimmed" className="user-text">
            {CHANNEL_KIND_LABELS[kind]} to {channel.target}
            {channel.hasSecret && ', signed'}
          </Text>
          <Verification channel={channel} />
        </Group>
        <Text size="xs" c="dimmed">
          {!isEnabled && 'Off: no alert goes there. '}
          {describeQuietSettings(channel)} Changed by {channel.updatedBy}{' '}
          <Time at={channel.updatedAt} />.
        </Text>
      </div>
      {outcome && <TestResult outcome={outcome} />}
      <Group gap="xs">
        <GuardedButton
          size="xs"
          variant="default"
          disabledReason={cannotTriageReason}
          loading={test.isBusy}
          aria-label={`Send test: ${name}`}
          onClick={() => void sendTest()}
        >
          Send test
        </GuardedButton>
        {kind === 'EMAIL' && !verifiedAt && (
          <GuardedButton
            size="xs"
            variant="default"
            disabledReason={cannotManageReason}
            loading={resend.isBusy}
            onClick={() =>
              void resend.run({ appId, id }).then((done) => {
                if (done) showToast({ text: 'Another mail to confirm is on its way.' })
              })
            }
          >
            Mail again
          </GuardedButton>
        )}
        <span className={classes.spread} />
        <GuardedButton
          size="xs"
          variant="default"
          disabledReason={cannotManageReason}
          aria-label={`Edit: ${name}`}
          onClick={onEdit}
        >
          Edit
        </GuardedButton>
        <DeleteButton
          name={name}
          isBusy={remove.isBusy}
          onDelete={() =>
            void remove.run({ appId, id }).then((done) => {
              if (!done) return
              showToast({ text: `Channel “${name}” deleted.` })
              onChange()
            })
          }
        >
          No alert goes there any more, not even those that wait. What was delivered stays in the
          log.
        </DeleteButton>
      </Group>
    </li>
  )
}

function Verification({ channel: { kind, verifiedAt } }: { channel: Channel }) {
  if (verifiedAt)
    return (
      <span className={classes.state} data-state="DELIVERED">
        verified
      </span>
    )
  return (
    <span className={classes.state} data-state="RETRYING">
      {kind === 'EMAIL'
        ? 'not confirmed yet: follow the link in the mail'
        : 'not verified: send a test'}
    </span>
  )
}

const MAX_RESPONSE_CHARS = 500

/** What came of a test, in the receiver's own words. */
function TestResult({
  outcome: { ok, response, error, latencyMs },
}: {
  outcome: TestData['sendTestAlert']
}) {
  return (
    <p role="status" className={classNames(classes.sentence, 'user-text')}>
      <span className={ok ? classes.good : classes.bad}>
        {ok ? 'Delivered' : 'Failed'} after {formatDuration(latencyMs)}:
      </span>{' '}
      {truncate(error ?? response ?? 'no answer', MAX_RESPONSE_CHARS)}
    </p>
  )
}
