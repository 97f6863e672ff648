import { ActionIcon, Menu } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { MoreIcon } from '@/ui/icons'
import classes from './Alerts.module.css'

const ReplayMutation = graphql(`
  mutation Replay($input: ReplayAlertDeliveryInput!) {
    replayAlertDelivery(input: $input) {
      deliveryId
    }
  }
`)

const AcknowledgeMutation = graphql(`
  mutation Acknowledge($input: AcknowledgeAlertInput!) {
    acknowledgeAlert(input: $input) {
      alertId
    }
  }
`)

const MuteMutation = graphql(`
  mutation MuteAlert($input: MuteAlertInput!) {
    muteAlert(input: $input) {
      alertId
    }
  }
`)

interface DeliveryActionsProps {
  id: string
  alertId: string
  isDead: boolean
  /** Whether the alert is about a crash and is not acknowledged yet. */
  canAcknowledge: boolean
  onChange: () => void
}

const HOUR_MS = 3_600_000

export function DeliveryActions({
  id,
  alertId,
  isDead,
  canAcknowledge,
  onChange,
}: DeliveryActionsProps) {
  const { appId, cannotTriageReason } = useCurrentApp()
  const replay = useMutationWithToast(ReplayMutation)
  const acknowledge = useMutationWithToast(AcknowledgeMutation)
  const mute = useMutationWithToast(MuteMutation)
  const report = (text: string) => (data: unknown) => {
    if (data === null) return
    showToast({ text })
    onChange()
  }
  const muteFor = (hours: number) => {
    const until = new Date(Date.now() + hours * HOUR_MS).toISOString()
    void mute
      .run({ input: { appId, id: alertId, until } })
      .then(report('Muted. No more alerts about this subject.'))
  }
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Delivery actions"
          className={classes.actions}
        >
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {cannotTriageReason !== null && <Menu.Label>{cannotTriageReason}</Menu.Label>}
        {isDead && (
          <Menu.Item
            disabled={cannotTriageReason !== null}
            onClick={() =>
              void replay.run({ input: { appId, id } }).then(report('Retrying the delivery.'))
            }
          >
            Retry delivery
          </Menu.Item>
        )}
        {canAcknowledge && (
          <Menu.Item
            disabled={cannotTriageReason !== null}
            onClick={() =>
              void acknowledge
                .run({ input: { appId, id: alertId } })
                .then(report('Alert acknowledged.'))
            }
          >
            Acknowledge
          </Menu.Item>
        )}
        <Menu.Item
          disabled={cannotTriageReason !== null}
          onClick={() => {
            muteFor(1)
          }}
        >
          Mute this subject for 1 hour
        </Menu.Item>
        <Menu.Item
          disabled={cannotTriageReason !== null}
          onClick={() => {
            muteFor(24)
          }}
        >
          Mute this subject for 1 day
        </Menu.Item>
        <Menu.Item
          disabled={cannotTriageReason !== null}
          onClick={() =>
            void mute.run({ input: { appId, id: alertId, until: null } }).then(report('Unmuted.'))
          }
        >
          Unmute this subject
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
