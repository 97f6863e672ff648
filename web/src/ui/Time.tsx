import { Tooltip } from '@mantine/core'
import { ago, clock, localTime, utcTime } from '@/lib/format'
import { useNow } from '@/lib/now'

interface TimeProps {
  at: string
  /** `ago`: how long ago; `clock`: time of day; `full`: date and time, here. */
  as?: 'ago' | 'clock' | 'full'
}

export function Time({ at, as = 'ago' }: TimeProps) {
  return (
    <Tooltip
      label={
        <>
          {localTime(at)}
          <br />
          {utcTime(at)}
        </>
      }
    >
      <time dateTime={at} className="tabular">
        {as === 'ago' && <Ago at={at} />}
        {as === 'clock' && clock(at)}
        {as === 'full' && localTime(at)}
      </time>
    </Tooltip>
  )
}

function Ago({ at }: { at: string }) {
  return ago(at, useNow())
}
