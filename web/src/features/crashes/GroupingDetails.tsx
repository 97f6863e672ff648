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
  ALGORITHM: 'Crashes with the same type, message and frames form one group.',
  CLIENT: 'The app set the fingerprint in its crash report.',
  RULE: 'A grouping rule of the app set the fingerprint.',
}

const ORIGIN_LABELS: Record<CrashFrameOrigin, string> = {
  APP: 'App',
  LIBRARY: 'Library',
  RUNTIME: 'Runtime',
}

/** Explains why the crashes of a group belong together. */
export function GroupingDetails({ group }: { group: FragmentType<typeof GroupingFragment> }) {
  const { grouping } = readFragment(GroupingFragment, group)
  const { algorithm, groupedBy, message, countedFrames, ignoredFrames, lines } = grouping
  return (
    <details className={classes.details}>
      <summary>Why these crashes are grouped</summary>
      <p>
        {GROUPED_BY_TEXTS[groupedBy]} Algorithm version: {String(algorithm)}.
      </p>
      <dl>
        <dt>Message</dt>
        <dd className="mono user-text">{truncate(message, 500) || 'Not used for grouping'}</dd>
        {countedFrames.length > 0 && (
          <>
            <dt>Frames used for grouping</dt>
            {countedFrames.map((frame, index) => (
              <GroupingFrame key={index} {...frame} />
            ))}
          </>
        )}
        {lines.length > 0 && (
          <>
            <dt>Lines used for grouping (no frames recognized)</dt>
            {lines.map((line, index) => (
              <dd key={index} className="mono user-text">
                {truncate(line, 200)}
              </dd>
            ))}
          </>
        )}
        {ignoredFrames.length > 0 && (
          <>
            <dt>Frames not used for grouping</dt>
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
      <span className={classes.origin}>{ORIGIN_LABELS[origin]}</span>
    </dd>
  )
}
