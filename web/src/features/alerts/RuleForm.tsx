import { Group, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { describeRule } from '@/features/alerts/describe-rule'
import { ThresholdFields } from '@/features/alerts/ThresholdFields'
import {
  toRuleDraft,
  EMPTY_RULE,
  toRuleSettings,
  validateRuleDraft,
  type Rule,
  type RuleDraft,
} from '@/features/alerts/rule-draft'
import type { Channel } from '@/features/alerts/use-channels'
import { RULE_KIND_LABELS } from '@/features/alerts/labels'
import { graphql } from '@/gql'
import type { AlertRuleKind } from '@/gql/graphql'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { FormDialog } from '@/ui/FormDialog'
import classes from './Alerts.module.css'

const CreateRuleMutation = graphql(`
  mutation CreateRule($input: CreateAlertRuleInput!) {
    createAlertRule(input: $input) {
      alertRule {
        id
      }
    }
  }
`)

const UpdateRuleMutation = graphql(`
  mutation UpdateRule($input: UpdateAlertRuleInput!) {
    updateAlertRule(input: $input) {
      alertRule {
        id
      }
    }
  }
`)

interface RuleFormProps {
  /** The rule to edit; null to create one. */
  rule: Rule | null
  channels: readonly Channel[]
  onClose: (hasSaved: boolean) => void
}

const KIND_OPTIONS = Object.entries(RULE_KIND_LABELS).map(([value, label]) => ({
  value,
  label: `When ${label}`,
}))
const FATALITY_OPTIONS = [
  { value: 'any', label: 'Any crash' },
  { value: 'fatal', label: 'Fatal crashes only' },
  { value: 'handled', label: 'Handled crashes only' },
]

/** A form for a rule, with a preview of the sentence that describes it. */
export function RuleForm({ rule, channels, onClose }: RuleFormProps) {
  const { appId } = useCurrentApp()
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? toRuleDraft(rule) : EMPTY_RULE))
  const create = useMutationWithToast(CreateRuleMutation)
  const update = useMutationWithToast(UpdateRuleMutation)
  const set = (change: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...change })
  }
  const problem = validateRuleDraft(draft)
  const save = async () => {
    const settings = toRuleSettings(draft, rule?.conditions.statuses ?? [])
    const done = rule
      ? await update.run({ input: { appId, id: rule.id, settings } })
      : await create.run({ input: { appId, settings } })
    if (!done) return
    showToast({ text: `Rule “${settings.name}” saved.` })
    onClose(true)
  }
  const getChannelName = (id: string) =>
    channels.find((each) => each.id === id)?.name ?? 'a channel'
  const channelOptions = channels.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FormDialog
      size="lg"
      title={rule ? `Rule: ${rule.name}` : 'New rule'}
      problem={problem}
      isBusy={create.isBusy || update.isBusy}
      onSave={() => void save()}
      onClose={() => {
        onClose(false)
      }}
    >
      <p className={`${classes.preview ?? ''} user-text`} aria-live="polite">
        {describeRule(
          {
            kind: draft.kind,
            conditions: {
              appVersions: draft.appVersions,
              crashTypes: draft.crashTypes,
              isFatal: draft.fatality === 'any' ? null : draft.fatality === 'fatal',
            },
            velocity: draft.velocity,
            spike: draft.spike,
            crashFree: draft.crashFree,
            silence: draft.silence,
            channelIds: draft.channelIds,
          },
          getChannelName,
        )}
      </p>
      <TextInput
        label="Name"
        value={draft.name}
        maxLength={100}
        data-autofocus
        onChange={(event) => {
          set({ name: event.currentTarget.value })
        }}
      />
      <Select
        label="When"
        data={KIND_OPTIONS}
        value={draft.kind}
        allowDeselect={false}
        onChange={(kind) => {
          set({ kind: (kind ?? 'NEW_CRASH_GROUP') as AlertRuleKind })
        }}
      />
      <ThresholdFields draft={draft} onChange={set} />
      {draft.kind !== 'SILENCE' && (
        <TagsInput
          label="Versions"
          placeholder={draft.appVersions.length === 0 ? 'Any; use * as a wildcard: 1.2.*' : ''}
          value={draft.appVersions}
          onChange={(appVersions) => {
            set({ appVersions })
          }}
        />
      )}
      {draft.kind !== 'SILENCE' && draft.kind !== 'CRASH_FREE' && (
        <Group grow align="flex-start">
          <TagsInput
            label="Crash types"
            placeholder={draft.crashTypes.length === 0 ? 'Any' : ''}
            value={draft.crashTypes}
            onChange={(crashTypes) => {
              set({ crashTypes })
            }}
          />
          <Select
            label="Crashes"
            data={FATALITY_OPTIONS}
            value={draft.fatality}
            allowDeselect={false}
            onChange={(value) => {
              set({ fatality: (value ?? 'any') as RuleDraft['fatality'] })
            }}
          />
        </Group>
      )}
      <MultiSelect
        label="Notify"
        placeholder={draft.channelIds === null ? 'All channels' : ''}
        data={channelOptions}
        value={draft.channelIds ?? []}
        onChange={(ids) => {
          set({ channelIds: ids.length === 0 ? null : ids })
        }}
      />
      <Group grow align="flex-start">
        <NumberInput
          label="Cooldown (minutes)"
          min={0}
          max={10_080}
          allowDecimal={false}
          value={draft.cooldownMinutes}
          onChange={(value) => {
            set({ cooldownMinutes: Number(value) })
          }}
        />
        <NumberInput
          label="Escalate after (minutes)"
          placeholder="Never"
          min={1}
          max={10_080}
          allowDecimal={false}
          value={draft.escalateAfterMinutes ?? ''}
          onChange={(value) => {
            set({ escalateAfterMinutes: value === '' ? null : Number(value) })
          }}
        />
      </Group>
      {draft.escalateAfterMinutes !== null && (
        <MultiSelect
          label="Escalate to"
          data={channelOptions}
          value={draft.escalateTo}
          onChange={(escalateTo) => {
            set({ escalateTo })
          }}
        />
      )}
    </FormDialog>
  )
}
