import { Group, NumberInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { Panel } from '@/ui/Panel'
import classes from '@/ui/Table.module.css'

const SetSamplingMutation = graphql(`
  mutation SetSampling($input: SetSamplingInput!) {
    setSampling(input: $input) {
      ingestion {
        sampling {
          eventType
          rate
        }
      }
    }
  }
`)

interface SamplingPanelProps {
  types: readonly string[]
  sampling: readonly { eventType: string; rate: number }[]
  onSaved: () => void
}

/** The sampling rate of each event type; crashes are never sampled. */
export function SamplingPanel({ types, sampling, onSaved }: SamplingPanelProps) {
  return (
    <Panel title="Sampling" flush>
      <Text c="dimmed" px="md" pb="xs">
        Stores the events of only this share of sessions. The events are weighted, so that figures
        remain correct on average; estimates are marked ≈. Crashes are never sampled.
      </Text>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Event type</th>
            <th scope="col">Sampling rate</th>
          </tr>
        </thead>
        <tbody>
          {types.map((type) => {
            const rate = sampling.find(({ eventType }) => eventType === type)?.rate ?? 1
            return (
              <SamplingRow
                key={`${type} ${String(rate)}`}
                type={type}
                rate={rate}
                onSaved={onSaved}
              />
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}

interface SamplingRowProps {
  type: string
  rate: number
  onSaved: () => void
}

function SamplingRow({ type, rate, onSaved }: SamplingRowProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const [percent, setPercent] = useState(rate * 100)
  const { isBusy, run } = useMutationWithToast(
    SetSamplingMutation,
    'Saved. The rate applies within seconds.',
  )
  const submit = async () => {
    if (await run({ input: { appId, eventType: type, rate: percent / 100 } })) onSaved()
  }
  return (
    <tr>
      <th scope="row" className="user-text">
        <code>{type}</code>
      </th>
      <td>
        <Group gap="xs" wrap="nowrap">
          <NumberInput
            size="xs"
            aria-label={`Sampling rate of ${type} in percent`}
            value={percent}
            min={0.1}
            max={100}
            decimalScale={1}
            suffix=" %"
            hideControls
            readOnly={cannotManageReason !== null}
            onChange={(value) => {
              setPercent(Number(value))
            }}
            w={90}
          />
          <GuardedButton
            size="compact-xs"
            variant="default"
            disabledReason={cannotManageReason}
            loading={isBusy}
            disabled={cannotManageReason === null && percent === rate * 100}
            aria-label={`Save sampling rate of ${type}`}
            onClick={() => void submit()}
          >
            Save
          </GuardedButton>
        </Group>
      </td>
    </tr>
  )
}
