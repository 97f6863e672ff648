import { ActionIcon, Group, NativeSelect, TextInput } from '@mantine/core'
import { RULE_PATTERNS, type GroupingRuleDraft } from '@/features/settings/grouping-draft'
import { CrossIcon } from '@/ui/icons'
import classes from './GroupingRuleFields.module.css'

interface GroupingRuleFieldsProps {
  index: number
  rule: GroupingRuleDraft
  onChange: (rule: GroupingRuleDraft) => void
  onRemove: () => void
}

const LABELS = {
  type: 'Type',
  message: 'Message',
  frame: 'Frame function',
  path: 'Frame path',
}

export function GroupingRuleFields({ index, rule, onChange, onRemove }: GroupingRuleFieldsProps) {
  const name = `Rule ${String(index + 1)}`
  return (
    <fieldset className={classes.rule}>
      <legend>{name}</legend>
      <Group gap="xs" align="flex-end" wrap="wrap">
        {RULE_PATTERNS.map((pattern) => (
          <TextInput
            key={pattern}
            size="xs"
            label={LABELS[pattern]}
            placeholder="Any"
            value={rule[pattern]}
            onChange={({ currentTarget }) => {
              onChange({ ...rule, [pattern]: currentTarget.value })
            }}
          />
        ))}
        <NativeSelect
          size="xs"
          label="Action"
          value={rule.action}
          data={[
            { value: 'SET', label: 'Group together' },
            { value: 'EXTEND', label: 'Split groups' },
          ]}
          onChange={({ currentTarget }) => {
            onChange({ ...rule, action: currentTarget.value === 'EXTEND' ? 'EXTEND' : 'SET' })
          }}
        />
        <TextInput
          size="xs"
          label="Group key"
          value={rule.fingerprint}
          required
          withAsterisk={false}
          onChange={({ currentTarget }) => {
            onChange({ ...rule, fingerprint: currentTarget.value })
          }}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          mb={2}
          aria-label={`Remove ${name.toLowerCase()}`}
          onClick={onRemove}
        >
          <CrossIcon size={14} />
        </ActionIcon>
      </Group>
    </fieldset>
  )
}
