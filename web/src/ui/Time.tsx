import type { ReactNode } from 'react'
import { formatTimeAgo, formatClockTime, formatLocalTime, formatUtcTime } from '@/lib/format'
import { useNow } from '@/lib/now'
import { tooltip } from '@/ui/tooltip'

interface TimeProps {
  at: string
  /** `ago`: time since; `clock`: local time of day; `full`: local date and time. */
  as?: 'ago' | 'clock' | 'full'
  /** Replaces the formatted time. */
  children?: ReactNode
}

export function Time({ at, as = 'ago', children }: TimeProps) {
  return (
    <time
      dateTime={at}
      className="tabular"
      {...tooltip(`${formatLocalTime(at)}\n${formatUtcTime(at)}`)}
    >
      {children ?? <FormattedTime at={at} as={as} />}
    </time>
  )
}

function FormattedTime({ at, as }: { at: string; as: 'ago' | 'clock' | 'full' }) {
  if (as === 'clock') return formatClockTime(at)
  return as === 'full' ? formatLocalTime(at) : <TimeAgo at={at} />
}

function TimeAgo({ at }: { at: string }) {
  return formatTimeAgo(at, useNow())
}
