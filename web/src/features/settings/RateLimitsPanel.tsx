import { Group, NumberInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount } from '@/lib/format'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { Panel } from '@/ui/Panel'
import classes from '@/ui/Table.module.css'

const LimitsFragment = graphql(`
  fragment RateLimitsPanel_limits on RateLimits {
    eventsPerKey
    eventsPerDevice
    usage {
      id
      name
      hint
      events
    }
  }
`)

const SetRateLimitsMutation = graphql(`
  mutation SetRateLimits($input: SetRateLimitsInput!) {
    setRateLimits(input: $input) {
      ingestion {
        rateLimits {
          eventsPerKey
          eventsPerDevice
        }
      }
    }
  }
`)

interface RateLimitsPanelProps {
  limits: FragmentType<typeof LimitsFragment>
  onSaved: () => void
}

export function RateLimitsPanel({ limits, onSaved }: RateLimitsPanelProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const { eventsPerKey, eventsPerDevice, usage } = readFragment(LimitsFragment, limits)
  const [perKey, setPerKey] = useState(eventsPerKey)
  const [perDevice, setPerDevice] = useState(eventsPerDevice)
  const { isBusy, run } = useMutationWithToast(
    SetRateLimitsMutation,
    'Saved. The limits apply within seconds.',
  )
  const submit = async (newLimits: {
    eventsPerKey: number | null
    eventsPerDevice: number | null
  }) => {
    const data = await run({ input: { appId, ...newLimits } })
    if (!data) return
    const { rateLimits } = data.setRateLimits.ingestion
    setPerKey(rateLimits.eventsPerKey)
    setPerDevice(rateLimits.eventsPerDevice)
    onSaved()
  }
  const common = {
    min: 1,
    hideControls: true,
    thousandSeparator: true,
    readOnly: cannotManageReason !== null,
    w: 200,
  }
  return (
    <Panel title="Rate limits" flush>
      <Text c="dimmed" px="md" pb="xs">
        Events per minute. Requests above a limit are rejected with status 429, and devices retry
        them later.
      </Text>
      <Group align="flex-end" gap="sm" px="md" pb="md">
        <NumberInput
          {...common}
          label="Per key"
          value={perKey}
          onChange={(value) => {
            setPerKey(Number(value))
          }}
        />
        <NumberInput
          {...common}
          label="Per device"
          value={perDevice}
          onChange={(value) => {
            setPerDevice(Number(value))
          }}
        />
        <GuardedButton
          disabledReason={cannotManageReason}
          loading={isBusy}
          onClick={() => void submit({ eventsPerKey: perKey, eventsPerDevice: perDevice })}
        >
          Save limits
        </GuardedButton>
        <GuardedButton
          variant="default"
          disabledReason={cannotManageReason}
          onClick={() => void submit({ eventsPerKey: null, eventsPerDevice: null })}
        >
          Reset to defaults
        </GuardedButton>
      </Group>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Begins with</th>
            <th scope="col" className={classes.number}>
              Events this minute
            </th>
          </tr>
        </thead>
        <tbody>
          {usage.map(({ id, name, hint, events }) => (
            <tr key={id}>
              <th scope="row" className="user-text">
                {name}
              </th>
              <td>
                <code>{hint}</code>
              </td>
              <td className={classes.number}>{formatCount(events)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
