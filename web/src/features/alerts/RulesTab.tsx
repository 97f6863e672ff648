import { Stack } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { EMPTY_RULE, type Rule } from '@/features/alerts/rule-draft'
import { RuleCard } from '@/features/alerts/RuleCard'
import { RuleForm } from '@/features/alerts/RuleForm'
import { TabHeader } from '@/features/alerts/TabHeader'
import { useChannels } from '@/features/alerts/use-channels'
import { graphql } from '@/gql'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
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
          appVersions
          crashTypes
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
          basis
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
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(RulesQuery, { appId })
  const { channels, getChannelName } = useChannels()
  const [edited, setEdited] = useState<Rule | typeof EMPTY_RULE | null>(null)
  return (
    <Stack gap="md">
      <TabHeader
        description="Rules define when alerts are sent, and to which channels."
        addLabel="Add rule"
        onAdd={() => {
          setEdited(EMPTY_RULE)
        }}
      />
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
          onClose={(hasSaved) => {
            setEdited(null)
            if (hasSaved) reload()
          }}
        />
      )}
    </Stack>
  )
}

export const Component = RulesTab
