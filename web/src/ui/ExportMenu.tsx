import { ActionIcon, Menu } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { useScope } from '@/app/use-scope'
import type { Scope } from '@/lib/scope'
import { DownloadIcon } from '@/ui/icons'
import { tooltip } from '@/ui/tooltip'

interface ExportMenuProps {
  /** A metric of docs/api.md. */
  metric: string
  /** The event type, for the metric `events`. */
  eventType?: string
}

const FORMATS = [
  { format: 'csv', label: 'CSV, for spreadsheets' },
  { format: 'json', label: 'JSON, for programs' },
]

/** Downloads the figures of a chart, for the same range and version. */
export function ExportMenu({ metric, eventType }: ExportMenuProps) {
  const { appId } = useCurrentApp()
  const scope = useScope()
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          {...tooltip('Export')}
          variant="subtle"
          color="gray"
          aria-label={`Export ${metric.replaceAll('_', ' ')}`}
        >
          <DownloadIcon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item
            key={format}
            component="a"
            href={toExportUrl(appId, scope, { metric, format, eventType })}
            download={`${appId}-${metric}.${format}`}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface ExportParams {
  metric: string
  format: string
  eventType?: string
}

export function toExportUrl(
  appId: string,
  { range, version }: Pick<Scope, 'range' | 'version'>,
  { metric, format, eventType }: ExportParams,
): string {
  const params = new URLSearchParams({
    metric,
    format,
    start_date: range.start,
    end_date: range.end,
  })
  if (version !== null) params.set('app_version', version)
  if (eventType !== undefined) params.set('event_type', eventType)
  return `/v1/apps/${encodeURIComponent(appId)}/analytics/export?${params.toString()}`
}
