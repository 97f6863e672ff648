import {
  formatDuration,
  formatMegabytes,
  formatMilliseconds,
  formatMinutes,
  formatSeconds,
} from '@/lib/format'
import type { Measure } from '@/gql/graphql'

/** How a measure is labelled and formatted. */
export interface MeasureInfo {
  measure: Measure
  /** Its name in the address and the export. */
  name: string
  label: string
  source: string
  format: (value: number) => string
  /** Formats values on the axis, where space is short. */
  formatAxis: (value: number) => string
  /** The unit in which axis steps are round numbers; 1 by default. */
  axisUnit?: number
}

export const MEASURES: readonly MeasureInfo[] = [
  {
    measure: 'STARTUP',
    name: 'startup',
    label: 'Startup time',
    source: 'perf_startup.duration_ms',
    format: formatDuration,
    formatAxis: formatDuration,
  },
  {
    measure: 'FRAME',
    name: 'frame',
    label: 'Frame time',
    source: 'perf_frame.avg_ms',
    format: formatMilliseconds,
    formatAxis: formatMilliseconds,
  },
  {
    measure: 'MEMORY',
    name: 'memory',
    label: 'Memory',
    source: 'perf_memory.used_mb',
    format: formatMegabytes,
    formatAxis: formatMegabytes,
  },
  {
    measure: 'SESSION',
    name: 'session_duration',
    label: 'Session duration',
    source: 'app_stop.duration_seconds',
    format: formatSeconds,
    formatAxis: formatMinutes,
    axisUnit: 60,
  },
]

export const findMeasure = (name: string | null): MeasureInfo => {
  const measure = MEASURES.find((each) => each.name === name) ?? MEASURES[0]
  if (!measure) throw new Error('MEASURES is empty')
  return measure
}

/** Lines get fainter the further a percentile is from the median. */
export const PERCENTILES = [
  { key: 'p50', label: 'p50', color: 'var(--accent)', dash: undefined },
  { key: 'p75', label: 'p75', color: 'var(--series-2)', dash: '6 3' },
  { key: 'p95', label: 'p95', color: 'var(--ink-soft)', dash: '4 4' },
  { key: 'p99', label: 'p99', color: 'var(--ink-faint)', dash: '2 4' },
] as const
