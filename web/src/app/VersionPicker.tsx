import { Button, Menu, Text } from '@mantine/core'
import { useState } from 'react'
import { useQuery } from 'urql'
import { graphql } from '@/gql'
import { formatShare } from '@/lib/format'
import type { DayRange } from '@/lib/range'
import { CheckIcon, DownIcon } from '@/ui/icons'

const VersionsQuery = graphql(`
  query ScopeVersions($appId: ID!, $range: DateRange!) {
    app(id: $appId) {
      id
      versions(range: $range) {
        appVersion
        share
      }
    }
  }
`)

interface VersionPickerProps {
  appId: string
  range: DayRange
  version: string | null
  onChoose: (version: string | null) => void
}

const MAX_VERSIONS = 50

export const formatVersion = (version: string | null): string => {
  if (version === null) return 'All versions'
  return version === '' ? 'No version' : version
}

/** Queries the versions only when it is opened, because most visits display all versions. */
export function VersionPicker({ appId, range, version, onChoose }: VersionPickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [{ data, error }] = useQuery({
    query: VersionsQuery,
    variables: { appId, range },
    pause: !isOpen,
  })
  const versions = (data?.app.versions ?? []).slice(0, MAX_VERSIONS)
  return (
    <Menu opened={isOpen} onChange={setIsOpen} position="bottom-start" shadow="md" width={240}>
      <Menu.Target>
        <Button
          size="xs"
          px="xs"
          maw={180}
          variant={version === null ? 'default' : 'light'}
          rightSection={<DownIcon size={14} />}
          aria-label={`Version: ${formatVersion(version)}`}
        >
          <Text span size="xs" fw={600} truncate>
            {formatVersion(version)}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
        <VersionItem version={null} selected={version} onChoose={onChoose} />
        {versions.map((use) => (
          <VersionItem
            key={use.appVersion}
            version={use.appVersion ?? ''}
            selected={version}
            detail={formatShare(use.share)}
            onChoose={onChoose}
          />
        ))}
        {!data && <Menu.Item disabled>{error ? 'Could not load versions' : 'Loading…'}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

interface VersionItemProps {
  version: string | null
  selected: string | null
  detail?: string
  onChoose: (version: string | null) => void
}

function VersionItem({ version, selected, detail, onChoose }: VersionItemProps) {
  return (
    <Menu.Item
      onClick={() => {
        onChoose(version)
      }}
      rightSection={
        version === selected ? (
          <CheckIcon size={16} />
        ) : (
          <Text size="xs" c="dimmed">
            {detail}
          </Text>
        )
      }
    >
      <Text truncate className="user-text">
        {formatVersion(version)}
      </Text>
    </Menu.Item>
  )
}
