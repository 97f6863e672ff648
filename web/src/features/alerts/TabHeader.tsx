import { Group, Text } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { GuardedButton } from '@/ui/GuardedButton'
import { PlusIcon } from '@/ui/icons'

interface TabHeaderProps {
  description: string
  addLabel: string
  onAdd: () => void
}

/** The header of a tab: a description and a button to add something. */
export function TabHeader({ description, addLabel, onAdd }: TabHeaderProps) {
  const { cannotManageReason } = useCurrentApp()
  return (
    <Group justify="space-between">
      <Text c="dimmed">{description}</Text>
      <GuardedButton
        size="xs"
        variant="default"
        disabledReason={cannotManageReason}
        leftSection={<PlusIcon size={14} />}
        onClick={onAdd}
      >
        {addLabel}
      </GuardedButton>
    </Group>
  )
}
