import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { badgeOf } from '@/features/crashes/badges'
import { AssignMenu, IgnoreMenu, ReopenButton, ResolveMenu } from '@/features/crashes/TriageMenus'
import type { Decision } from '@/features/crashes/triage-actions'
import { GroupBadge } from '@/features/crashes/GroupBadge'
import { MergeDialog } from '@/features/crashes/MergeDialog'
import { stands } from '@/features/crashes/describe-triage'
import { useDecisions } from '@/features/crashes/use-triage'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { clipped } from '@/lib/format'
import { useNow } from '@/lib/now'
import { useShortcuts } from '@/lib/shortcuts'
import { classNames } from '@/ui/class-names'
import { tip } from '@/ui/tooltip'
import classes from './CrashHeader.module.css'

const CrashHeadFragment = graphql(`
  fragment CrashHead_group on CrashGroup {
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
      fixedIn
      resolvedAt
      ignoredUntil
      ignoredUntilOccurrences
      ignoredUntilDevices
      regressedAt
      regressions
      assignee
    }
  }
`)

const LONGEST_MESSAGE = 2_000

interface CrashHeadProps {
  group: FragmentType<typeof CrashHeadFragment>
  onChange: () => void
}

export function CrashHead({ group, onChange }: CrashHeadProps) {
  const { shown, decide, refusal } = useDecisions(onChange)
  const head = shown(readFragment(CrashHeadFragment, group))
  const [isAssigning, setIsAssigning] = useState(false)
  const [isMerging, setIsMerging] = useState(false)
  const onDecide = (decision: Decision) => {
    void decide([head], decision)
  }
  useShortcuts({
    e: () => {
      onDecide({ kind: 'resolve', fix: 'NOW' })
    },
    i: () => {
      onDecide({ kind: 'ignore' })
    },
    a: () => {
      setIsAssigning(true)
    },
  })
  const badge = badgeOf(head, useNow())
  const standing = stands(head)
  const shared = { refusal, onDecide }
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <h1 className={classNames(classes.message, 'foreign')} dir="auto">
          {clipped(head.message, LONGEST_MESSAGE) || 'No message'}
        </h1>
        <Group gap={10}>
          {head.status === 'OPEN' && <GroupBadge badge="open" />}
          {badge && <GroupBadge badge={badge} />}
          <span className="mono foreign">{head.type}</span>
          {standing !== null && <span className={classes.standing}>{standing}</span>}
        </Group>
      </div>
      <Group gap="xs">
        {head.status !== 'OPEN' && <ReopenButton {...shared} />}
        <ResolveMenu {...shared} />
        <IgnoreMenu {...shared} />
        <AssignMenu
          {...shared}
          assignee={head.triage.assignee}
          opened={isAssigning}
          onChange={setIsAssigning}
        />
        <Button
          {...tip(refusal ?? 'Other groups with the same cause become part of this one.')}
          size="xs"
          variant="default"
          aria-disabled={refusal !== null}
          data-disabled={refusal !== null || undefined}
          onClick={() => {
            if (refusal === null) setIsMerging(true)
          }}
        >
          Merge
        </Button>
      </Group>
      <MergeDialog
        into={head.fingerprint}
        opened={isMerging}
        onClose={() => {
          setIsMerging(false)
        }}
        onMerged={onChange}
      />
    </header>
  )
}
