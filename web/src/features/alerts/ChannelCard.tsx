import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { describeQuietSettings } from '@/features/alerts/channel-draft'
import { DeleteButton } from '@/features/alerts/DeleteButton'
import type { Channel, ChannelKind } from '@/features/alerts/use-channels'
import { graphql } from '@/gql'
import type { SendTestMutation as TestData } from '@/gql/graphql'
import { truncate, formatDuration } from '@/lib/format'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { StatusBadge } from '@/ui/StatusBadge'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import classes from './Alerts.module.css'

const SendTestAlertMutation = graphql(`
  mutation SendTest($input: SendTestAlertInput!) {
    sendTestAlert(input: $input) {
      deliveryId
      isDelivered
      response
      error
      latencyMs
    }
  }
`)

const ResendMutation = graphql(`
  mutation ResendConfirmation($input: ResendAlertConfirmationInput!) {
    resendAlertConfirmation(input: $input) {
      alertChannel {
        id
      }
    }
  }
`)

const DeleteChannelMutation = graphql(`
  mutation DeleteChannel($input: DeleteAlertChannelInput!) {
    deleteAlertChannel(input: $input) {
      deletedId
    }
  }
`)

interface ChannelCardProps {
  channel: Channel
  kind: ChannelKind | undefined
  onEdit: () => void
  onChange: () => void
}

export function ChannelCard({ channel, kind, onEdit, onChange }: ChannelCardProps) {
  const { appId, cannotManageReason, cannotTriageReason } = useCurrentApp()
  const test = useMutationWithToast(SendTestAlertMutation)
  const resend = useMutationWithToast(ResendMutation)
  const remove = useMutationWithToast(DeleteChannelMutation)
  const [testResult, setTestResult] = useState<TestData['sendTestAlert'] | null>(null)
  const { id, name, isEnabled, verifiedAt } = channel
  const hasConfirmation = kind?.hasConfirmation ?? false
  const sendTest = async () => {
    setTestResult(null)
    const done = await test.run({ input: { appId, channelId: id } })
    if (!done) return
    setTestResult(done.sendTestAlert)
    onChange()
  }
  return (
    <li className={classes.card} data-disabled={!isEnabled}>
      <div>
        <Group gap={8}>
          <strong className="user-text">{name}</strong>
          <Text size="xs" c="dimmed" className="user-text">
            {kind?.label ?? channel.kind}: {channel.target}
            {channel.hasSecret && ', signed'}
          </Text>
          <Verification isVerified={verifiedAt !== null} hasConfirmation={hasConfirmation} />
        </Group>
        <Text size="xs" c="dimmed">
          {!isEnabled && 'Disabled. '}
          {describeQuietSettings(channel)} Changed by {channel.updatedBy}{' '}
          <Time at={channel.updatedAt} />.
        </Text>
      </div>
      {testResult && <TestResult result={testResult} />}
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
        {hasConfirmation && !verifiedAt && (
          <GuardedButton
            size="xs"
            variant="default"
            disabledReason={cannotManageReason}
            loading={resend.isBusy}
            onClick={() =>
              void resend.run({ input: { appId, id } }).then((done) => {
                if (done) showToast({ text: 'Confirmation e-mail sent.' })
              })
            }
          >
            Resend confirmation
          </GuardedButton>
        )}
        <span className={classes.spacer} />
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
            void remove.run({ input: { appId, id } }).then((done) => {
              if (!done) return
              showToast({ text: `Channel “${name}” deleted.` })
              onChange()
            })
          }
        >
          Alerts are no longer sent to this channel, including pending ones. The delivery log keeps
          past deliveries.
        </DeleteButton>
      </Group>
    </li>
  )
}

interface VerificationProps {
  isVerified: boolean
  hasConfirmation: boolean
}

function Verification({ isVerified, hasConfirmation }: VerificationProps) {
  if (isVerified) return <StatusBadge tone="good">Verified</StatusBadge>
  return (
    <StatusBadge tone="warn">
      {hasConfirmation
        ? 'Not verified: follow the link in the confirmation e-mail'
        : 'Not verified: send a test alert'}
    </StatusBadge>
  )
}

const MAX_RESPONSE_CHARS = 500

/** The result of a test alert, with the receiver's response. */
function TestResult({
  result: { isDelivered, response, error, latencyMs },
}: {
  result: TestData['sendTestAlert']
}) {
  return (
    <p role="status" className={classNames(classes.sentence, 'user-text')}>
      <span className={isDelivered ? classes.good : classes.bad}>
        {isDelivered ? 'Delivered' : 'Failed'} after {formatDuration(latencyMs)}:
      </span>{' '}
      {truncate(error ?? response ?? 'no response', MAX_RESPONSE_CHARS)}
    </p>
  )
}
