import { ActionIcon, Button, Group, NativeSelect, Text } from '@mantine/core'
import { MIN_STEPS, MAX_STEPS } from '@/features/analytics/funnel-steps'
import { CrossIcon, PlusIcon } from '@/ui/icons'

interface FunnelStepsProps {
  steps: readonly string[]
  types: readonly string[]
  onChange: (steps: string[]) => void
}

/** Selects the event types of a funnel and their order. */
export function FunnelSteps({ steps, types, onChange }: FunnelStepsProps) {
  return (
    <>
      <Group gap="sm">
        {steps.map((step, index) => (
          // Steps can repeat, so only the index identifies a step.
          <Group key={index} gap={4} wrap="nowrap">
            <Text c="dimmed" size="xs">
              {index + 1}
            </Text>
            <NativeSelect
              size="xs"
              aria-label={`Step ${String(index + 1)}`}
              value={step}
              data={[...types]}
              onChange={({ currentTarget }) => {
                onChange(steps.with(index, currentTarget.value))
              }}
            />
            {steps.length > MIN_STEPS && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove step ${String(index + 1)}`}
                onClick={() => {
                  onChange(steps.toSpliced(index, 1))
                }}
              >
                <CrossIcon size={14} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {steps.length < MAX_STEPS && (
          <Button
            size="xs"
            variant="default"
            leftSection={<PlusIcon size={14} />}
            onClick={() => {
              onChange([...steps, types.find((type) => !steps.includes(type)) ?? 'app_start'])
            }}
          >
            Add step
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        Sessions with these events in this order. Funnels read raw events and cover at most the last
        eight days of the range.
      </Text>
    </>
  )
}
