import { Group, Text } from '@mantine/core'
import { StatusBadge } from '@/features/crashes/StatusBadge'
import { TriageButtons } from '@/features/crashes/TriageButtons'
import { useTriage } from '@/features/crashes/use-triage'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { clipped } from '@/lib/format'
import { classNames } from '@/ui/class-names'
import classes from './CrashHead.module.css'

const CrashHeadFragment = graphql(`
  fragment CrashHead_group on CrashGroup {
    id
    fingerprint
    type
    message
    status
  }
`)

const LONGEST_MESSAGE = 2_000

export function CrashHead({ group }: { group: FragmentType<typeof CrashHeadFragment> }) {
  const head = readFragment(CrashHeadFragment, group)
  const triage = useTriage(head)
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <h1 className={classNames(classes.message, 'foreign')} dir="auto">
          {clipped(head.message, LONGEST_MESSAGE) || 'No message'}
        </h1>
        <Group gap={10}>
          <StatusBadge status={triage.status} />
          <span className="mono foreign">{head.type}</span>
        </Group>
        {triage.problem !== null && (
          <Text c="var(--bad)" size="sm" role="alert">
            {triage.problem}
          </Text>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        <TriageButtons triage={triage} about={head.message} withWords />
      </Group>
    </header>
  )
}
