import { ActionIcon, Group, Skeleton, VisuallyHidden } from '@mantine/core'
import { Suspense, useState, type ReactNode } from 'react'
import { LazyDayChart } from '@/ui/charts/lazy'
import { isEmptyChart, type DayChartData, type DayChartKind } from '@/ui/charts/model'
import { DaysTable } from '@/ui/DaysTable'
import { EmptyState } from '@/ui/EmptyState'
import { ChartIcon, TableIcon } from '@/ui/icons'
import { Panel } from '@/ui/Panel'
import { ScrollBox } from '@/ui/ScrollBox'
import { tooltip } from '@/ui/tooltip'
import classes from './DayChartPanel.module.css'

interface DayChartPanelProps {
  title: string
  kind: DayChartKind
  data: DayChartData
  format: (value: number) => string
  formatAxis?: (value: number) => string
  /** Whether the values are integers. */
  isWhole?: boolean
  /** The table's caption. */
  caption: string
  aside?: ReactNode
  height?: number
  /** Replaces the chart when no day has a value. */
  empty?: ReactNode
}

/** A chart by day that can be displayed as a table. */
export function DayChartPanel(props: DayChartPanelProps) {
  const { title, kind, data, format, formatAxis, isWhole, caption, aside, height = 248 } = props
  const [isTable, setIsTable] = useState(false)
  const isEmpty = isEmptyChart(data)
  const table = <DaysTable caption={caption} data={data} format={format} />
  return (
    <Panel
      title={title}
      aside={
        <Group gap="xs" wrap="nowrap">
          {!isEmpty && !isTable && <Legend data={data} />}
          {aside}
          {!isEmpty && (
            <ActionIcon
              {...tooltip(isTable ? 'Show chart' : 'Show table')}
              variant="subtle"
              color="gray"
              aria-label={`${title}: show as ${isTable ? 'chart' : 'table'}`}
              onClick={() => {
                setIsTable(!isTable)
              }}
            >
              {isTable ? <ChartIcon size={16} /> : <TableIcon size={16} />}
            </ActionIcon>
          )}
        </Group>
      }
    >
      {isEmpty &&
        (props.empty ?? (
          <EmptyState title="No data in this range">Choose a longer range.</EmptyState>
        ))}
      {!isEmpty && isTable && (
        <ScrollBox label={caption} height={height}>
          {table}
        </ScrollBox>
      )}
      {!isEmpty && !isTable && (
        <>
          <Suspense fallback={<Skeleton h={height} />}>
            <LazyDayChart
              kind={kind}
              data={data}
              format={format}
              formatAxis={formatAxis}
              isWhole={isWhole}
              height={height}
            />
          </Suspense>
          <VisuallyHidden>{table}</VisuallyHidden>
        </>
      )}
    </Panel>
  )
}

function Legend({ data }: { data: DayChartData }) {
  const labelled = data.series.filter(({ isUnlabelled }) => !isUnlabelled)
  if (labelled.length < 2) return null
  return (
    <span className={classes.legend}>
      {labelled.map(({ name, label, color, dash }) => (
        <span key={name}>
          <svg width="14" height="4" aria-hidden="true">
            <path d="M0 2h14" stroke={color} strokeWidth="2.5" strokeDasharray={dash} />
          </svg>
          <span className="user-text">{label}</span>
        </span>
      ))}
    </span>
  )
}
