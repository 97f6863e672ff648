import { Button, Menu, Text } from '@mantine/core'
import { useNavigate } from 'react-router'
import type { ViewerQuery } from '@/gql/graphql'
import { savePreference } from '@/lib/preferences'
import { CheckIcon, DownIcon } from '@/ui/icons'

export type Membership = ViewerQuery['viewer']['memberships'][number]

export const LAST_APP_PREFERENCE = 'last-app'

interface AppSwitcherProps {
  appId: string
  memberships: readonly Membership[]
}

export function AppSwitcher({ appId, memberships }: AppSwitcherProps) {
  const navigate = useNavigate()
  const current = memberships.find((each) => each.appId === appId)
  const choose = (newAppId: string) => {
    savePreference(LAST_APP_PREFERENCE, newAppId)
    void navigate(`/apps/${encodeURIComponent(newAppId)}`)
  }
  return (
    <Menu position="bottom-start" width={280} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--ink)"
          px="xs"
          flex="0 1 auto"
          miw={0}
          rightSection={<DownIcon size={16} />}
          aria-label={`App: ${current?.name ?? appId}. Switch app`}
        >
          <Text span truncate fw={600} dir="auto">
            {current?.name ?? appId}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.Label>Your apps</Menu.Label>
        {memberships.map((each) => (
          <Menu.Item
            key={each.appId}
            onClick={() => {
              choose(each.appId)
            }}
            rightSection={each.appId === appId ? <CheckIcon size={16} /> : undefined}
          >
            <Text truncate dir="auto">
              {each.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {each.appId} · {each.role.toLowerCase()}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
