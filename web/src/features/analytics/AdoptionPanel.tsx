import { adoptionSeries, type AdoptedDay } from '@/features/analytics/adoption-series'
import { count } from '@/lib/format'
import { releasesIn } from '@/lib/figures'
import { eachDay, type DayRange } from '@/lib/range'
import { DayChartPanel } from '@/ui/DayChartPanel'
import { ExportMenu } from '@/ui/ExportMenu'

interface AdoptionPanelProps {
  range: DayRange
  /** By devices, most first. */
  versions: readonly string[]
  adoption: readonly AdoptedDay[]
}

export function AdoptionPanel({ range, versions, adoption }: AdoptionPanelProps) {
  return (
    <DayChartPanel
      title="Share of versions"
      caption="Devices of each version"
      kind="share"
      write={count}
      aside={<ExportMenu metric="versions" />}
      data={{
        days: eachDay(range),
        series: adoptionSeries(range, versions, adoption),
        markers: releasesIn(range, adoption),
      }}
    />
  )
}
