import { Text, Tooltip } from '@mantine/core'
import { Link } from 'react-router'
import { StatusBadge } from '@/features/crashes/StatusBadge'
import { TriageButtons } from '@/features/crashes/TriageButtons'
import { useTriage } from '@/features/crashes/use-triage'
import { versionSpan } from '@/features/crashes/versions'
import { graphql, readFragment, type FragmentType } from '@/gql'
import type { CrashGroupStatus } from '@/gql/graphql'
import { clipped, compact, plural } from '@/lib/format'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import classes from './CrashRow.module.css'

export const CrashRowFragment = graphql(`
  fragment CrashRow_group on CrashGroup {
    id
    fingerprint
    type
    message
    status
    occurrenceCount
    affectedVersions
    firstSeen
    lastSeen
  }
`)

const LONGEST_MESSAGE = 400

interface CrashRowProps {
  group: FragmentType<typeof CrashRowFragment>
  /** Where the groups' pages are. */
  to: string
  /** The list's filter: a group that no longer fits it stays, but steps back. */
  listed?: CrashGroupStatus | null
  hasActions?: boolean
  isNew?: boolean
}

export function CrashRow({ group, to, listed, hasActions = false, isNew = false }: CrashRowProps) {
  const row = readFragment(CrashRowFragment, group)
  const triage = useTriage(row)
  const hasLeft = listed !== null && listed !== undefined && triage.status !== listed
  return (
    <article className={classes.row} data-left={hasLeft} data-new={isNew}>
      <span className={classes.dot} data-status={triage.status} />
      <div className={classes.what}>
        <Link
          to={`${to}/${row.fingerprint}`}
          className={classNames(classes.message, 'foreign')}
          dir="auto"
        >
          {clipped(row.message, LONGEST_MESSAGE) || <em>no message</em>}
        </Link>
        <div className={classes.facts}>
          <span className="mono foreign">{row.type}</span>
          <Tooltip label={row.affectedVersions.join(', ') || 'No version was sent.'}>
            <span className="foreign">{versionSpan(row.affectedVersions)}</span>
          </Tooltip>
          {triage.status !== 'OPEN' && <StatusBadge status={triage.status} />}
          {isNew && <span className={classes.fresh}>new</span>}
        </div>
        {triage.problem !== null && (
          <Text size="xs" c="var(--bad)" role="alert">
            {triage.problem}
          </Text>
        )}
      </div>
      <div className={classes.count}>
        <Tooltip label={plural(row.occurrenceCount, 'occurrence')}>
          <strong>{compact(row.occurrenceCount)}</strong>
        </Tooltip>
        <span>{row.occurrenceCount === 1 ? 'occurrence' : 'occurrences'}</span>
      </div>
      <div className={classes.when}>
        <span>
          last <Time at={row.lastSeen} />
        </span>
        <span>
          first <Time at={row.firstSeen} />
        </span>
      </div>
      {hasActions && (
        <div className={classes.actions}>
          <TriageButtons triage={triage} about={row.message} />
        </div>
      )}
    </article>
  )
}
