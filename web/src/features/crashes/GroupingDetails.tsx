import { graphql, readFragment, type FragmentType } from '@/gql'
import type { CrashFrameOrigin, CrashGroupedBy } from '@/gql/graphql'
import { clipped } from '@/lib/format'
import classes from './GroupingDetails.module.css'

export const StackFragment = graphql(`
  fragment Stack_group on CrashGroup {
    grouping {
      algorithm
      groupedBy
      message
      counted {
        function
        file
        origin
      }
      ignored {
        function
        file
        origin
      }
      lines
    }
  }
`)

const BY: Record<CrashGroupedBy, string> = {
  ALGORITHM: 'The same type, message and frames make one group.',
  CLIENT: 'The app named the group itself, when it sent the crash.',
  RULE: 'A grouping rule of the app named the group.',
}

const WHOSE: Record<CrashFrameOrigin, string> = {
  APP: 'the app',
  LIBRARY: 'a library',
  RUNTIME: 'the runtime',
}

/** Why the crashes of a group are together. */
export function WhyGrouped({ group }: { group: FragmentType<typeof StackFragment> }) {
  const { grouping } = readFragment(StackFragment, group)
  const { algorithm, groupedBy, message, counted, ignored, lines } = grouping
  return (
    <details className={classes.why}>
      <summary>Why grouped</summary>
      <p>
        {BY[groupedBy]} Algorithm {String(algorithm)}.
      </p>
      <dl>
        <dt>Message</dt>
        <dd className="mono foreign">{clipped(message, 500) || 'does not count'}</dd>
        {counted.length > 0 && (
          <>
            <dt>Frames that count</dt>
            {counted.map((frame, index) => (
              <Frame key={index} {...frame} />
            ))}
          </>
        )}
        {lines.length > 0 && (
          <>
            <dt>Lines that count, as no frame is known</dt>
            {lines.map((line, index) => (
              <dd key={index} className="mono foreign">
                {clipped(line, 200)}
              </dd>
            ))}
          </>
        )}
        {ignored.length > 0 && (
          <>
            <dt>Frames that do not count</dt>
            {ignored.map((frame, index) => (
              <Frame key={index} {...frame} />
            ))}
          </>
        )}
      </dl>
    </details>
  )
}

interface FrameProps {
  function: string
  file: string
  origin: CrashFrameOrigin
}

function Frame({ function: name, file, origin }: FrameProps) {
  return (
    <dd className="foreign">
      <span className="mono">{clipped([name, file].filter(Boolean).join(' in '), 200)}</span>
      <span className={classes.whose}>{WHOSE[origin]}</span>
    </dd>
  )
}
