import { Group, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { RetentionRuns } from '@/features/settings/RetentionRuns'
import { SettingsSkeleton } from '@/features/settings/SettingsSkeleton'
import { graphql } from '@/gql'
import type { RetentionPolicy } from '@/gql/graphql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { GuardedButton } from '@/ui/GuardedButton'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import classes from '@/ui/Table.module.css'

const RetentionQuery = graphql(`
  query RetentionSettings($appId: ID!) {
    app(id: $appId) {
      id
      retentionLimits {
        policy
        days
      }
    }
    retentionRuns(first: 10) {
      ...RetentionRuns_runs
    }
  }
`)

const SetRetentionMutation = graphql(`
  mutation SetRetention($input: SetRetentionInput!) {
    setRetention(input: $input) {
      limits {
        policy
        days
      }
    }
  }
`)

const POLICY_LABELS: Record<RetentionPolicy, string> = {
  RAW_EVENTS: 'Raw events (used by funnels and breadcrumbs)',
  CRASH_REPORTS: 'Crash reports (stack traces and context)',
  ACTIVE_USERS: 'Daily active users and retention',
  COUNTS: 'Daily counts of events and crashes',
  PERFORMANCE: 'Session durations and performance',
}

export function RetentionSettingsPage() {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(RetentionQuery, { appId })
  return (
    <Loadable result={result} skeleton={<SettingsSkeleton />} onRetry={reload}>
      {({ app, retentionRuns }) => (
        <Stack gap="md">
          <Panel title="Data retention" flush>
            <Text c="dimmed" px="md" pb="xs">
              Retention periods cannot exceed those of the installation. Shorter periods apply from
              the next daily run.
            </Text>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">Data</th>
                  <th scope="col">Retention period</th>
                </tr>
              </thead>
              <tbody>
                {app.retentionLimits.map(({ policy, days }) => (
                  <RetentionRow
                    key={`${policy} ${String(days)}`}
                    policy={policy}
                    days={days}
                    onSaved={reload}
                  />
                ))}
              </tbody>
            </table>
          </Panel>
          <RetentionRuns runs={retentionRuns} />
        </Stack>
      )}
    </Loadable>
  )
}

interface RetentionRowProps {
  policy: RetentionPolicy
  days: number
  onSaved: () => void
}

function RetentionRow({ policy, days, onSaved }: RetentionRowProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const [newDays, setNewDays] = useState(days)
  const [isConfirming, setIsConfirming] = useState(false)
  const { isBusy, run } = useMutationWithToast(SetRetentionMutation, 'Saved.')
  const submit = async () => {
    const data = await run({ input: { appId, policy, days: newDays } })
    setIsConfirming(false)
    if (data) onSaved()
  }
  return (
    <tr>
      <th scope="row">{POLICY_LABELS[policy]}</th>
      <td>
        <Group gap="xs" wrap="nowrap">
          <NumberInput
            size="xs"
            aria-label={`Days: ${POLICY_LABELS[policy]}`}
            value={newDays}
            min={1}
            suffix=" days"
            hideControls
            readOnly={cannotManageReason !== null}
            onChange={(value) => {
              setNewDays(Number(value))
            }}
            w={110}
          />
          <GuardedButton
            size="compact-xs"
            variant="default"
            disabledReason={cannotManageReason}
            loading={isBusy}
            disabled={cannotManageReason === null && newDays === days}
            aria-label={`Save: ${POLICY_LABELS[policy]}`}
            onClick={() => {
              if (newDays < days) setIsConfirming(true)
              else void submit()
            }}
          >
            Save
          </GuardedButton>
        </Group>
        {isConfirming && (
          <ConfirmDialog
            title={`Keep this data for ${String(newDays)} days?`}
            actionLabel="Remove older data"
            isBusy={isBusy}
            onConfirm={() => void submit()}
            onCancel={() => {
              setIsConfirming(false)
            }}
          >
            {POLICY_LABELS[policy]}: older data is removed by the next daily run. This cannot be
            undone.
          </ConfirmDialog>
        )}
      </td>
    </tr>
  )
}

export const Component = RetentionSettingsPage
