import { toAdoptionSeries } from '@/features/analytics/adoption-series'
import { formatCount } from '@/lib/format'
import { findReleases, type AdoptionDay } from '@/lib/figures'
import { listDays, type DayRange } from '@/lib/range'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { ExportMenu } from '@/ui/ExportMenu'

interface AdoptionPanelProps {
  range: DayRange
  /** Ordered by devices, most first. */
  versions: readonly string[]
  adoption: readonly AdoptionDay[]
}

export function AdoptionPanel({ range, versions, adoption }: AdoptionPanelProps) {
  return (
    <DayChartPanel
      title="Version share"
      caption="Devices by version"
      kind="share"
      format={formatCount}
      aside={<ExportMenu metric="versions" />}
      data={{
        days: listDays(range),
        series: toAdoptionSeries(range, versions, adoption),
        markers: findReleases(range, adoption),
      }}
    />
  )
}
