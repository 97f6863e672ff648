import { Link } from 'react-router'
import { selectBadge, formatTopFrame } from '@/features/crashes/badges'
import { GroupBadge } from '@/features/crashes/GroupBadge'
import { formatVersions } from '@/features/crashes/versions'
import { graphql, readFragment, type FragmentType } from '@/gql'
import type { CrashRow_GroupFragment } from '@/gql/graphql'
import { truncate, formatCompact, pluralize } from '@/lib/format'
import { useNow } from '@/lib/now'
import { Sparkline } from '@/ui/Sparkline'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import type { ReactNode } from 'react'
import { tooltip } from '@/ui/tooltip'
import classes from './CrashRow.module.css'

export const CrashRowFragment = graphql(`
  fragment CrashRow_group on CrashGroup {
    id
    fingerprint
    type
    message
    status
    occurrenceCount
    deviceCount
    affectedVersions
    firstSeen
    lastSeen
    triage {
      fix
      fixedInVersion
      ignoredUntil
      ignoredUntilOccurrences
      ignoredUntilDevices
      regressionCount
      assignee
    }
    grouping {
      countedFrames {
        function
        file
        origin
      }
    }
    histogram(days: 14) {
      day
      crashes
    }
  }
`)

const MAX_MESSAGE_CHARS = 400
const MAX_LABEL_CHARS = 80
const MAX_EXACT_DEVICES = 512

interface CrashRowProps {
  group: FragmentType<typeof CrashRowFragment>
  /** The base path of the groups' pages. */
  to: string
  isNew?: boolean
  /** Dimmed, because the group no longer matches the filter of the list. */
  isDimmed?: boolean
  isCurrent?: boolean
  leading?: ReactNode
  actions?: ReactNode
}

/** A crash group as a row. */
export function CrashRow(props: CrashRowProps) {
  const { to, isNew, isDimmed, isCurrent, leading, actions } = props
  const row = readFragment(CrashRowFragment, props.group)
  const { assignee } = row.triage
  const badge = selectBadge(row, useNow())
  const frame = formatTopFrame(row.grouping.countedFrames)
  return (
    <article
      className={classes.row}
      data-dimmed={isDimmed}
      data-new={isNew}
      data-current={isCurrent}
      data-selectable={leading !== undefined}
      data-actions={actions !== undefined}
    >
      {leading}
      <span className={classes.dot} data-status={row.status} />
      <div className={classes.summary}>
        <Link
          to={`${to}/${row.fingerprint}`}
          className={classNames(classes.message, 'user-text')}
          dir="auto"
        >
          {truncate(row.message, MAX_MESSAGE_CHARS) || <em>No message</em>}
        </Link>
        <div className={classes.details}>
          <span className="mono user-text">{truncate(row.type, MAX_LABEL_CHARS)}</span>
          {frame !== null && <span className="user-text">{truncate(frame, MAX_LABEL_CHARS)}</span>}
          {badge && <GroupBadge badge={badge} />}
          {assignee && <span className="user-text">{assignee}</span>}
        </div>
      </div>
      <RowFigures row={row} />
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </article>
  )
}

function RowFigures({ row }: { row: CrashRow_GroupFragment }) {
  const days = row.histogram.map(({ crashes }) => crashes)
  return (
    <>
      <div className={classes.trend}>
        <Sparkline
          values={days}
          label={`Crashes of the last ${pluralize(days.length, 'day')}: ${days.join(', ')}`}
        />
      </div>
      <div className={classes.count}>
        <span>
          <strong {...tooltip(pluralize(row.occurrenceCount, 'occurrence'))}>
            {formatCompact(row.occurrenceCount)}
          </strong>{' '}
          {row.occurrenceCount === 1 ? 'crash' : 'crashes'}
        </span>
        <span>
          <strong
            {...tooltip(
              `${pluralize(row.deviceCount, 'device')}. Exact up to 512, then within about 2%.`,
            )}
          >
            {row.deviceCount > MAX_EXACT_DEVICES && '≈ '}
            {formatCompact(row.deviceCount)}
          </strong>{' '}
          {row.deviceCount === 1 ? 'device' : 'devices'}
        </span>
      </div>
      <div className={classes.versions}>
        <span {...tooltip(row.affectedVersions.join(', ') || 'No version')} className="user-text">
          {formatVersions(row.affectedVersions)}
        </span>
      </div>
      <div className={classes.when}>
        <span>
          Last: <Time at={row.lastSeen} />
        </span>
        <span>
          First: <Time at={row.firstSeen} />
        </span>
      </div>
    </>
  )
}
