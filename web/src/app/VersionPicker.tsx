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
  return version === '' ? 'Version not sent' : version
}

/** Asked for when it is opened: most visits look at all versions. */
export function VersionPicker({ appId, range, version, onChoose }: VersionPickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [{ data, error }] = useQuery({
    query: VersionsQuery,
    variables: { appId, range },
    pause: !isOpen,
  })
  const known = (data?.app.versions ?? []).slice(0, MAX_VERSIONS)
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
        <VersionItem version={null} chosen={version} onChoose={onChoose} />
        {known.map((use) => (
          <VersionItem
            key={use.appVersion}
            version={use.appVersion ?? ''}
            chosen={version}
            detail={formatShare(use.share)}
            onChoose={onChoose}
          />
        ))}
        {!data && (
          <Menu.Item disabled>{error ? 'The versions could not be loaded' : 'Loading…'}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface VersionItemProps {
  version: string | null
  chosen: string | null
  detail?: string
  onChoose: (version: string | null) => void
}

function VersionItem({ version, chosen, detail, onChoose }: VersionItemProps) {
  return (
    <Menu.Item
      onClick={() => {
        onChoose(version)
      }}
      rightSection={
        version === chosen ? (
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
