import type { AdoptionDay } from '@/lib/figures'
import { useTrendRange } from '@/lib/now'
import type { DayRange } from '@/lib/range'
import { alignToDays } from '@/ui/charts/model'
import { Sparkline } from '@/ui/Sparkline'

interface AdoptionSparklineProps {
  /** null: devices that send no version. */
  version: string | null
  range: DayRange
  adoption: readonly AdoptionDay[]
}

/** The devices of a version by day. */
export function AdoptionSparkline({ version, range, adoption }: AdoptionSparklineProps) {
  const days = adoption.filter((each) => each.appVersion === version)
  return (
    <Sparkline
      label={version === null ? 'Devices without a version by day' : `Devices of ${version} by day`}
      values={alignToDays(useTrendRange(range), days, ({ devices }) => devices)}
    />
  )
}
