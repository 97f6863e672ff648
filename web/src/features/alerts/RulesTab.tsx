import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { EMPTY_RULE, type Rule } from '@/features/alerts/rule-draft'
import { RuleCard } from '@/features/alerts/RuleCard'
import { RuleForm } from '@/features/alerts/RuleForm'
import { useChannels } from '@/features/alerts/use-channels'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
import { GuardedButton } from '@/ui/GuardedButton'
import { PlusIcon } from '@/ui/icons'
import { Loadable } from '@/ui/Loadable'
import { RowsSkeleton } from '@/ui/RowsSkeleton'
import classes from './Alerts.module.css'

const RulesQuery = graphql(`
  query Rules($appId: ID!) {
    app(id: $appId) {
      id
      alertRules {
        id
        name
        kind
        isEnabled
        mutedUntil
        conditions {
          versions
          types
          statuses
          isFatal
        }
        velocity {
          windowMinutes
          devices
          sessionPercent
        }
        spike {
          windowMinutes
          factor
          minCrashes
        }
        crashFree {
          of
          belowPercent
          days
          minSample
        }
        silence {
          windowMinutes
          belowPercent
          minEvents
        }
        cooldownMinutes
        escalateAfterMinutes
        channelIds
        escalateTo
        updatedAt
        updatedBy
      }
    }
  }
`)

/** The rules of an app. */
export function RulesTab() {
  const { appId, cannotManageReason } = useCurrentApp()
  const [result, reload] = useReloadableQuery(RulesQuery, { appId })
  const { channels, getChannelName } = useChannels()
  const [edited, setEdited] = useState<Rule | typeof EMPTY_RULE | null>(null)
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text c="dimmed">Rules define when alerts are sent, and to which channels.</Text>
        <GuardedButton
          size="xs"
          variant="default"
          disabledReason={cannotManageReason}
          leftSection={<PlusIcon size={14} />}
          onClick={() => {
            setEdited(EMPTY_RULE)
          }}
        >
          Add rule
        </GuardedButton>
      </Group>
      <Loadable result={result} skeleton={<RowsSkeleton rows={5} />} onRetry={reload}>
        {({ app: { alertRules } }) => (
          <>
            {alertRules.length === 0 && (
              <EmptyState title="No rules">No alerts are sent. Add a rule.</EmptyState>
            )}
            <ul className={classes.cards} aria-label="Rules">
              {alertRules.map((rule) => (
                <RuleCard
                  key={rule.id}
                  rule={rule}
                  getChannelName={getChannelName}
                  onEdit={() => {
                    setEdited(rule)
                  }}
                  onChange={reload}
                />
              ))}
            </ul>
          </>
        )}
      </Loadable>
      {edited && (
        <RuleForm
          rule={edited === EMPTY_RULE ? null : (edited as Rule)}
          channels={channels}
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

export const Component = RulesTab
