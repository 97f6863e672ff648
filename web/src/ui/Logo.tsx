import { Group, Text } from '@mantine/core'

export function Logo({ withName = true }: { withName?: boolean }) {
  return (
    <Group gap={8} wrap="nowrap">
      <svg width="24" height="24" viewBox="0 0 16 16" aria-hidden="true">
        <rect width="16" height="16" rx="4" fill="#3b5bdb" />
        <path
          d="M3 9h2.5l1.5-5 2.5 8 1.5-3h2"
          fill="none"
          stroke="white"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {withName && <Text fw={600}>telemetry-graph</Text>}
    </Group>
  )
}
