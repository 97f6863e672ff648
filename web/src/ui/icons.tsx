import type { ReactNode } from 'react'

interface IconProps {
  size?: number
}

const icon = (path: ReactNode) =>
  function Icon({ size = 18 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {path}
      </svg>
    )
  }

export const OverviewIcon = icon(<path d="M3 16.5h14M5 13V9m4 4V5m4 8V8m3 5V6" />)
export const CrashesIcon = icon(
  <>
    <path d="M7 7.5a3 3 0 0 1 6 0v4.5a3 3 0 0 1-6 0z" />
    <path d="M7 9H3.5M7 12.5 4 15m3-8L4.5 4.5M13 9h3.5M13 12.5l3 2.5m-3-8 2.5-2.5M10 8v7" />
  </>,
)
export const LiveIcon = icon(<path d="M2.5 10H6l2-5.5 4 11 2-5.5h3.5" />)
export const AlertsIcon = icon(
  <path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.5h-13zM8.5 17.2a1.7 1.7 0 0 0 3 0" />,
)
export const AnalyticsIcon = icon(<path d="M3 16.5h14M3.5 13l4-4.5 3 2.5 5.5-6.5" />)
export const SettingsIcon = icon(
  <>
    <path d="M3 6h7m4 0h3M3 14h3m4 0h7" />
    <circle cx="12" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </>,
)
export const DownloadIcon = icon(<path d="M10 3.5v9M6 9l4 4 4-4M4 16.5h12" />)
export const TableIcon = icon(
  <>
    <rect x="3" y="4" width="14" height="12" rx="2" />
    <path d="M3 8h14M3 12h14M8.5 8v8" />
  </>,
)
export const ChartIcon = icon(<path d="M3 16.5h14M4 12l4-4 3 3 5-6" />)
export const CrossIcon = icon(<path d="m5 5 10 10M15 5 5 15" />)
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />)
export const CheckIcon = icon(<path d="m4.5 10.5 3.5 3.5 7.5-8" />)
export const IgnoreIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.5" />
    <path d="m5.5 14.5 9-9" />
  </>,
)
export const ReopenIcon = icon(<path d="M4 8.5h8a4 4 0 0 1 0 8H8M4 8.5 7.5 5M4 8.5 7.5 12" />)
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
    <path d="M13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7" />
  </>,
)
export const PauseIcon = icon(<path d="M7 5v10m6-10v10" />)
export const PlayIcon = icon(<path d="M6.5 4.5v11l9-5.5z" />)
export const LeftIcon = icon(<path d="m12 5-5 5 5 5" />)
export const RightIcon = icon(<path d="m8 5 5 5-5 5" />)
export const DownIcon = icon(<path d="m5.5 8 4.5 4.5L14.5 8" />)
export const CalendarIcon = icon(
  <>
    <rect x="3" y="4.5" width="14" height="12" rx="2" />
    <path d="M3 8.5h14M7 3v3m6-3v3" />
  </>,
)
export const PersonIcon = icon(
  <>
    <circle cx="10" cy="7" r="3" />
    <path d="M4 16.5a6 6 0 0 1 12 0" />
  </>,
)
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5" />
    <path d="m13 13 4 4" />
  </>,
)
export const KeyboardIcon = icon(
  <>
    <rect x="2.5" y="5" width="15" height="10" rx="2" />
    <path d="M6 8.5h.01M9 8.5h.01M12 8.5h.01M14.5 8.5h.01M7 12h6" />
  </>,
)
export const MoreIcon = icon(<path d="M5 10h.01M10 10h.01M15 10h.01" />)
