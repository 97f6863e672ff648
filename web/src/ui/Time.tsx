import { ago, clock, localTime, utcTime } from '@/lib/format'
import { useNow } from '@/lib/now'
import { tip } from '@/ui/tip'

interface TimeProps {
  at: string
  /** `ago`: how long ago; `clock`: time of day; `full`: date and time, here. */
  as?: 'ago' | 'clock' | 'full'
}

export function Time({ at, as = 'ago' }: TimeProps) {
  return (
    <time dateTime={at} className="tabular" {...tip(`${localTime(at)}\n${utcTime(at)}`)}>
      {as === 'ago' && <Ago at={at} />}
      {as === 'clock' && clock(at)}
      {as === 'full' && localTime(at)}
    </time>
  )
}

function Ago({ at }: { at: string }) {
  return ago(at, useNow())
}
