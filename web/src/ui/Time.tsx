import type { ReactNode } from 'react'
import { ago, clock, localTime, utcTime } from '@/lib/format'
import { useNow } from '@/lib/now'
import { tip } from '@/ui/tooltip'

interface TimeProps {
  at: string
  /** `ago`: how long ago; `clock`: time of day; `full`: date and time, here. */
  as?: 'ago' | 'clock' | 'full'
  /** In place of them, words of one's own. */
  children?: ReactNode
}

export function Time({ at, as = 'ago', children }: TimeProps) {
  return (
    <time dateTime={at} className="tabular" {...tip(`${localTime(at)}\n${utcTime(at)}`)}>
      {children ?? <Written at={at} as={as} />}
    </time>
  )
}

function Written({ at, as }: { at: string; as: 'ago' | 'clock' | 'full' }) {
  if (as === 'clock') return clock(at)
  return as === 'full' ? localTime(at) : <Ago at={at} />
}

function Ago({ at }: { at: string }) {
  return ago(at, useNow())
}
