import { Link } from 'react-router'
import { badgeOf, topFrame } from '@/features/crashes/badges'
import { GroupBadge } from '@/features/crashes/GroupBadge'
import { versionSpan } from '@/features/crashes/versions'
import { graphql, readFragment, type FragmentType } from '@/gql'
import type { CrashRow_GroupFragment } from '@/gql/graphql'
import { clipped, compact, plural } from '@/lib/format'
import { useNow } from '@/lib/now'
import { Sparkline } from '@/ui/Sparkline'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import type { ReactNode } from 'react'
import { tip } from '@/ui/tooltip'
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
      fixedIn
      ignoredUntil
      ignoredUntilOccurrences
      ignoredUntilDevices
      regressions
      assignee
    }
    grouping {
      counted {
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

const LONGEST_MESSAGE = 400
const LONGEST_WORD = 80

interface CrashRowProps {
  group: FragmentType<typeof CrashRowFragment>
  /** Where the groups' pages are. */
  to: string
  isNew?: boolean
  /** Shown faintly: it no longer belongs to the list. */
  hasLeft?: boolean
  isCurrent?: boolean
  before?: ReactNode
  actions?: ReactNode
}

/** A group in one row: what, where, how often, since when. */
export function CrashRow(props: CrashRowProps) {
  const { to, isNew, hasLeft, isCurrent, before, actions } = props
  const row = readFragment(CrashRowFragment, props.group)
  const { assignee } = row.triage
  const badge = badgeOf(row, useNow())
  const frame = topFrame(row.grouping.counted)
  return (
    <article
      className={classes.row}
      data-left={hasLeft}
      data-new={isNew}
      data-current={isCurrent}
      data-selectable={before !== undefined}
      data-actions={actions !== undefined}
    >
      {before}
      <span className={classes.dot} data-status={row.status} />
      <div className={classes.what}>
        <Link
          to={`${to}/${row.fingerprint}`}
          className={classNames(classes.message, 'foreign')}
          dir="auto"
        >
          {clipped(row.message, LONGEST_MESSAGE) || <em>no message</em>}
        </Link>
        <div className={classes.facts}>
          <span className="mono foreign">{clipped(row.type, LONGEST_WORD)}</span>
          {frame !== null && <span className="foreign">{clipped(frame, LONGEST_WORD)}</span>}
          {badge && <GroupBadge badge={badge} />}
          {assignee && <span className="foreign">{assignee}</span>}
        </div>
      </div>
      <Figures row={row} />
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </article>
  )
}

function Figures({ row }: { row: CrashRow_GroupFragment }) {
  const days = row.histogram.map(({ crashes }) => crashes)
  return (
    <>
      <div className={classes.trend}>
        <Sparkline
          values={days}
          label={`Crashes of the last ${plural(days.length, 'day')}: ${days.join(', ')}`}
        />
      </div>
      <div className={classes.count}>
        <span>
          <strong {...tip(plural(row.occurrenceCount, 'occurrence'))}>
            {compact(row.occurrenceCount)}
          </strong>{' '}
          occ
        </span>
        <span>
          <strong
            {...tip(`${plural(row.deviceCount, 'device')}; exact up to 512, then within about 2 %`)}
          >
            {row.deviceCount > 512 && '≈ '}
            {compact(row.deviceCount)}
          </strong>{' '}
          dev
        </span>
      </div>
      <div className={classes.versions}>
        <span
          {...tip(row.affectedVersions.join(', ') || 'No version was sent.')}
          className="foreign"
        >
          {versionSpan(row.affectedVersions)}
        </span>
      </div>
      <div className={classes.when}>
        <span>
          last <Time at={row.lastSeen} />
        </span>
        <span>
          first <Time at={row.firstSeen} />
        </span>
      </div>
    </>
  )
}
