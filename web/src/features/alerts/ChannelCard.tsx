import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { quietWords } from '@/features/alerts/channel-draft'
import { DeleteButton } from '@/features/alerts/DeleteButton'
import type { Channel } from '@/features/alerts/use-channels'
import { CHANNEL_KINDS } from '@/features/alerts/labels'
import { graphql } from '@/gql'
import type { SendTestMutation as TestData } from '@/gql/graphql'
import { clipped, duration } from '@/lib/format'
import { toast } from '@/lib/toasts'
import { useAction } from '@/lib/use-action'
import { GuardedButton } from '@/ui/GuardedButton'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import classes from './Alerts.module.css'

const TestMutation = graphql(`
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
  const { appId, manageRefusal, triageRefusal } = useCurrentApp()
  const test = useAction(TestMutation)
  const resend = useAction(ResendMutation)
  const remove = useAction(DeleteChannelMutation)
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
          <strong className="foreign">{name}</strong>
          <Text size="xs" c="dimmed" className="foreign">
            {CHANNEL_KINDS[kind]} to {channel.target}
            {channel.hasSecret && ', signed'}
          </Text>
          <Verification channel={channel} />
        </Group>
        <Text size="xs" c="dimmed">
          {!isEnabled && 'Off: no alert goes there. '}
          {quietWords(channel)} Changed by {channel.updatedBy} <Time at={channel.updatedAt} />.
        </Text>
      </div>
      {outcome && <Outcome outcome={outcome} />}
      <Group gap="xs">
        <GuardedButton
          size="xs"
          variant="default"
          refusal={triageRefusal}
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
            refusal={manageRefusal}
            loading={resend.isBusy}
            onClick={() =>
              void resend.run({ appId, id }).then((done) => {
                if (done) toast({ text: 'Another mail to confirm is on its way.' })
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
          refusal={manageRefusal}
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
              toast({ text: `Channel “${name}” deleted.` })
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

const LONGEST = 500

/** What came of a test, in the receiver's own words. */
function Outcome({
  outcome: { ok, response, error, latencyMs },
}: {
  outcome: TestData['sendTestAlert']
}) {
  return (
    <p role="status" className={classNames(classes.sentence, 'foreign')}>
      <span className={ok ? classes.good : classes.bad}>
        {ok ? 'Delivered' : 'Failed'} after {duration(latencyMs)}:
      </span>{' '}
      {clipped(error ?? response ?? 'no answer', LONGEST)}
    </p>
  )
}
