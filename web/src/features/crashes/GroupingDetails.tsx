import { graphql, readFragment, type FragmentType } from '@/gql'
import type { CrashFrameOrigin, CrashGroupedBy } from '@/gql/graphql'
import { truncate } from '@/lib/format'
import classes from './GroupingDetails.module.css'

export const GroupingFragment = graphql(`
  fragment GroupingDetails_group on CrashGroup {
    grouping {
      algorithm
      groupedBy
      message
      countedFrames {
        function
        file
        origin
      }
      ignoredFrames {
        function
        file
        origin
      }
      lines
    }
  }
`)

const GROUPED_BY_TEXTS: Record<CrashGroupedBy, string> = {
  ALGORITHM: 'The same type, message and frames make one group.',
  CLIENT: 'The app named the group itself, when it sent the crash.',
  RULE: 'A grouping rule of the app named the group.',
}

const ORIGIN_LABELS: Record<CrashFrameOrigin, string> = {
  APP: 'the app',
  LIBRARY: 'a library',
  RUNTIME: 'the runtime',
}

/** Why the crashes of a group are together. */
export function GroupingDetails({ group }: { group: FragmentType<typeof GroupingFragment> }) {
  const { grouping } = readFragment(GroupingFragment, group)
  const { algorithm, groupedBy, message, countedFrames, ignoredFrames, lines } = grouping
  return (
    <details className={classes.why}>
      <summary>Why grouped</summary>
      <p>
        {GROUPED_BY_TEXTS[groupedBy]} Algorithm {String(algorithm)}.
      </p>
      <dl>
        <dt>Message</dt>
        <dd className="mono user-text">{truncate(message, 500) || 'does not count'}</dd>
        {countedFrames.length > 0 && (
          <>
            <dt>Frames that count</dt>
            {countedFrames.map((frame, index) => (
              <GroupingFrame key={index} {...frame} />
            ))}
          </>
        )}
        {lines.length > 0 && (
          <>
            <dt>Lines that count, as no frame is known</dt>
            {lines.map((line, index) => (
              <dd key={index} className="mono user-text">
                {truncate(line, 200)}
              </dd>
            ))}
          </>
        )}
        {ignoredFrames.length > 0 && (
          <>
            <dt>Frames that do not count</dt>
            {ignoredFrames.map((frame, index) => (
              <GroupingFrame key={index} {...frame} />
            ))}
          </>
        )}
      </dl>
    </details>
  )
}

interface GroupingFrameProps {
  function: string
  file: string
  origin: CrashFrameOrigin
}

function GroupingFrame({ function: name, file, origin }: GroupingFrameProps) {
  return (
    <dd className="user-text">
      <span className="mono">{truncate([name, file].filter(Boolean).join(' in '), 200)}</span>
      <span className={classes.whose}>{ORIGIN_LABELS[origin]}</span>
    </dd>
  )
}
