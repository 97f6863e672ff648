import { ActionIcon, Menu } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { MoreIcon } from '@/ui/icons'
import classes from './Alerts.module.css'

const ReplayMutation = graphql(`
  mutation Replay($appId: ID!, $id: ID!) {
    replayAlertDelivery(appId: $appId, id: $id)
  }
`)

const AcknowledgeMutation = graphql(`
  mutation Acknowledge($appId: ID!, $id: ID!) {
    acknowledgeAlert(appId: $appId, id: $id)
  }
`)

const MuteMutation = graphql(`
  mutation MuteAlert($appId: ID!, $id: ID!, $until: DateTime) {
    muteAlert(appId: $appId, id: $id, until: $until)
  }
`)

interface DeliveryActionsProps {
  id: string
  alertId: string
  isDead: boolean
  /** About a crash, and nobody looks after it yet. */
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
  const after = (text: string) => (done: unknown) => {
    if (done === null) return
    showToast({ text })
    onChange()
  }
  const muteFor = (hours: number) => {
    const until = new Date(Date.now() + hours * HOUR_MS).toISOString()
    void mute.run({ appId, id: alertId, until }).then(after('Muted: no more alerts about it.'))
  }
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="More about this delivery"
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
            onClick={() => void replay.run({ appId, id }).then(after('Tried again.'))}
          >
            Try it again
          </Menu.Item>
        )}
        {canAcknowledge && (
          <Menu.Item
            disabled={cannotTriageReason !== null}
            onClick={() =>
              void acknowledge.run({ appId, id: alertId }).then(after('You look after it.'))
            }
          >
            I look after it
          </Menu.Item>
        )}
        <Menu.Item
          disabled={cannotTriageReason !== null}
          onClick={() => {
            muteFor(1)
          }}
        >
          Mute what it is about for an hour
        </Menu.Item>
        <Menu.Item
          disabled={cannotTriageReason !== null}
          onClick={() => {
            muteFor(24)
          }}
        >
          … for a day
        </Menu.Item>
        <Menu.Item
          disabled={cannotTriageReason !== null}
          onClick={() =>
            void mute.run({ appId, id: alertId, until: null }).then(after('No longer muted.'))
          }
        >
          End the mute
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
