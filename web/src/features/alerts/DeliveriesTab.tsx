import { Group, Paper, Select, Stack } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { DeliveryListPage } from '@/features/alerts/DeliveryListPage'
import { parseDeliveryFilter } from '@/features/alerts/delivery-filter'
import { useChannels } from '@/features/alerts/use-channels'
import { ALERT_KIND_LABELS, DELIVERY_STATE_LABELS } from '@/features/alerts/labels'
import { graphql } from '@/gql'
import { pluralize } from '@/lib/format'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { InfinitePages } from '@/ui/InfinitePages'
import { GuardedButton } from '@/ui/GuardedButton'
import { useState } from 'react'
import classes from './Alerts.module.css'

const ReplayDeadMutation = graphql(`
  mutation ReplayDead($input: ReplayDeadAlertDeliveriesInput!) {
    replayDeadAlertDeliveries(input: $input) {
      deliveryCount
    }
  }
`)

const toOptions = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The delivery log, newest first. */
export function DeliveriesTab() {
  const { appId, cannotTriageReason } = useCurrentApp()
  const [params, setParams] = useSearchParams()
  const [revision, setRevision] = useState(0)
  const { channels, getKindLabel } = useChannels()
  const replay = useMutationWithToast(ReplayDeadMutation)
  const filter = parseDeliveryFilter(params)
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(params)
    if (value === null) next.delete(name)
    else next.set(name, value)
    setParams(next)
  }
  const refresh = () => {
    setRevision((previous) => previous + 1)
  }
  const replayAll = async () => {
    const done = await replay.run({ input: { appId } })
    if (!done) return
    const count = done.replayDeadAlertDeliveries.deliveryCount
    showToast({
      text:
        count === 0
          ? 'There are no dead deliveries.'
          : `Retrying ${pluralize(count, 'delivery', 'deliveries')}.`,
    })
    refresh()
  }
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Choice
          label="State"
          data={toOptions(DELIVERY_STATE_LABELS)}
          value={filter.state}
          onSet={set}
          name="state"
        />
        <Choice
          label="Kind"
          data={toOptions(ALERT_KIND_LABELS)}
          value={filter.kind}
          onSet={set}
          name="kind"
        />
        <Choice
          label="Channel"
          data={channels.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.channelId}
          onSet={set}
          name="channel"
        />
        <span className={classes.spacer} />
        <GuardedButton
          size="xs"
          variant="default"
          disabledReason={cannotTriageReason}
          detail="Retry all dead deliveries for another day."
          loading={replay.isBusy}
          onClick={() => void replayAll()}
        >
          Replay dead deliveries
        </GuardedButton>
      </Group>
      <Paper withBorder className={classes.list}>
        <div className={classes.rows}>
          <InfinitePages key={`${JSON.stringify(filter)} ${String(revision)}`}>
            {(after, more) => (
              <DeliveryListPage
                after={after}
                nextPage={more}
                filter={filter}
                getKindLabel={getKindLabel}
                onChange={refresh}
              />
            )}
          </InfinitePages>
        </div>
      </Paper>
    </Stack>
  )
}

interface ChoiceProps {
  label: string
  name: string
  data: { value: string; label: string }[]
  value: string | null | undefined
  onSet: (name: string, value: string | null) => void
}

function Choice({ label, name, data, value, onSet }: ChoiceProps) {
  return (
    <Select
      size="xs"
      w={170}
      aria-label={label}
      placeholder={`${label}: any`}
      data={data}
      value={value ?? null}
      onChange={(selected) => {
        onSet(name, selected)
      }}
      clearable
      clearButtonProps={{ 'aria-label': `${label}: any` }}
    />
  )
}

export const Component = DeliveriesTab
