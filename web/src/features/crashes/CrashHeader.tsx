import { Group } from '@mantine/core'
import { useState } from 'react'
import { selectBadge } from '@/features/crashes/badges'
import { AssignMenu, IgnoreMenu, ReopenButton, ResolveMenu } from '@/features/crashes/TriageMenus'
import type { TriageAction } from '@/features/crashes/triage-actions'
import { GroupBadge } from '@/features/crashes/GroupBadge'
import { MergeDialog } from '@/features/crashes/MergeDialog'
import { describeTriage } from '@/features/crashes/describe-triage'
import { useTriage } from '@/features/crashes/use-triage'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { truncate } from '@/lib/format'
import { useNow } from '@/lib/now'
import { useShortcuts } from '@/lib/shortcuts'
import { classNames } from '@/ui/class-names'
import { GuardedButton } from '@/ui/GuardedButton'
import classes from './CrashHeader.module.css'

const CrashHeaderFragment = graphql(`
  fragment CrashHeader_group on CrashGroup {
    id
    fingerprint
    type
    message
    status
    firstSeen
    occurrenceCount
    deviceCount
    triage {
      fix
      fixedInVersion
      resolvedAt
      ignoredUntil
      ignoredUntilOccurrences
      ignoredUntilDevices
      regressedAt
      regressionCount
      assignee
    }
  }
`)

const MAX_MESSAGE_CHARS = 2_000

interface CrashHeaderProps {
  group: FragmentType<typeof CrashHeaderFragment>
  onChange: () => void
}

export function CrashHeader({ group, onChange }: CrashHeaderProps) {
  const { withPendingAction, triage, disabledReason } = useTriage(onChange)
  const crash = withPendingAction(readFragment(CrashHeaderFragment, group))
  const [isAssigning, setIsAssigning] = useState(false)
  const [isMerging, setIsMerging] = useState(false)
  const onTriage = (action: TriageAction) => {
    void triage([crash], action)
  }
  useShortcuts({
    e: () => {
      onTriage({ kind: 'resolve', fix: 'NOW' })
    },
    i: () => {
      onTriage({ kind: 'ignore' })
    },
    a: () => {
      setIsAssigning(true)
    },
  })
  const badge = selectBadge(crash, useNow())
  const triageText = describeTriage(crash)
  const shared = { disabledReason, onTriage }
  return (
    <header className={classes.header}>
      <div className={classes.text}>
        <h1 className={classNames(classes.message, 'user-text')} dir="auto">
          {truncate(crash.message, MAX_MESSAGE_CHARS) || 'No message'}
        </h1>
        <Group gap={10}>
          {crash.status === 'OPEN' && <GroupBadge badge="open" />}
          {badge && <GroupBadge badge={badge} />}
          <span className="mono user-text">{crash.type}</span>
          {triageText !== null && <span className={classes.triage}>{triageText}</span>}
        </Group>
      </div>
      <Group gap="xs">
        {crash.status !== 'OPEN' && <ReopenButton {...shared} />}
        <ResolveMenu {...shared} />
        <IgnoreMenu {...shared} />
        <AssignMenu
          {...shared}
          assignee={crash.triage.assignee}
          opened={isAssigning}
          onChange={setIsAssigning}
        />
        <GuardedButton
          size="xs"
          variant="default"
          disabledReason={disabledReason}
          detail="Merge other groups with the same cause into this one."
          onClick={() => {
            setIsMerging(true)
          }}
        >
          Merge
        </GuardedButton>
      </Group>
      <MergeDialog
        into={crash.fingerprint}
        opened={isMerging}
        onClose={() => {
          setIsMerging(false)
        }}
        onMerged={onChange}
      />
    </header>
  )
}
