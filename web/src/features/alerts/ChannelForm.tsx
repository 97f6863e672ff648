import {
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Switch,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import {
  toChannelDraft,
  toChannelInput,
  validateChannelDraft,
  type ChannelDraft,
} from '@/features/alerts/channel-draft'
import type { Channel } from '@/features/alerts/use-channels'
import { CHANNEL_KIND_LABELS } from '@/features/alerts/labels'
import { graphql } from '@/gql'
import type { AlertChannelKind } from '@/gql/graphql'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { FormDialog } from '@/ui/FormDialog'

const CreateChannelMutation = graphql(`
  mutation CreateChannel($appId: ID!, $kind: AlertChannelKind!, $channel: AlertChannelInput!) {
    createAlertChannel(appId: $appId, kind: $kind, channel: $channel) {
      id
    }
  }
`)

const UpdateChannelMutation = graphql(`
  mutation UpdateChannel($appId: ID!, $id: ID!, $channel: AlertChannelInput!) {
    updateAlertChannel(appId: $appId, id: $id, channel: $channel) {
      id
    }
  }
`)

interface ChannelFormProps {
  /** The channel to edit; null to create one. */
  channel: Channel | null
  onClose: () => void
  onSaved: () => void
}

const KIND_OPTIONS = Object.entries(CHANNEL_KIND_LABELS)
  .filter(([kind]) => kind !== 'LOG')
  .map(([value, label]) => ({ value, label }))

export function ChannelForm({ channel, onClose, onSaved }: ChannelFormProps) {
  const { appId } = useCurrentApp()
  const [draft, setDraft] = useState<ChannelDraft>(() => toChannelDraft(channel))
  const create = useMutationWithToast(CreateChannelMutation)
  const update = useMutationWithToast(UpdateChannelMutation)
  const set = (change: Partial<ChannelDraft>) => {
    setDraft({ ...draft, ...change })
  }
  const problem = validateChannelDraft(draft, channel === null)
  const save = async () => {
    const input = toChannelInput(draft)
    const done = channel
      ? await update.run({ appId, id: channel.id, channel: input })
      : await create.run({ appId, kind: draft.kind, channel: input })
    if (!done) return
    showToast({ text: `Channel “${input.name}” saved.` })
    onSaved()
  }
  return (
    <FormDialog
      title={channel ? `Channel: ${channel.name}` : 'New channel'}
      problem={problem}
      isBusy={create.isBusy || update.isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      <DestinationFields draft={draft} channel={channel} onChange={set} />
      <Switch
        label="Enabled"
        checked={draft.isEnabled}
        onChange={(event) => {
          set({ isEnabled: event.currentTarget.checked })
        }}
      />
      <FrequencyFields draft={draft} onChange={set} />
    </FormDialog>
  )
}

interface ChannelFieldsProps {
  draft: ChannelDraft
  onChange: (change: Partial<ChannelDraft>) => void
}

function DestinationFields({
  draft,
  channel,
  onChange,
}: ChannelFieldsProps & { channel: Channel | null }) {
  const isMail = draft.kind === 'EMAIL'
  return (
    <>
      <Select
        label="Kind"
        data={KIND_OPTIONS}
        value={draft.kind}
        disabled={channel !== null}
        allowDeselect={false}
        onChange={(kind) => {
          onChange({ kind: (kind ?? 'EMAIL') as AlertChannelKind })
        }}
      />
      <TextInput
        label="Name"
        value={draft.name}
        maxLength={100}
        placeholder={isMail ? 'On call' : '#crashes'}
        onChange={(event) => {
          onChange({ name: event.currentTarget.value })
        }}
      />
      <TextInput
        label={isMail ? 'E-mail address' : 'Webhook URL'}
        type={isMail ? 'email' : 'url'}
        value={draft.address}
        placeholder={channel ? `Unchanged: ${channel.target}` : ''}
        description={channel && 'A new address must be verified again.'}
        onChange={(event) => {
          onChange({ address: event.currentTarget.value })
        }}
      />
      {draft.kind === 'WEBHOOK' && (
        <PasswordInput
          label="Signing key"
          description="At least 16 characters. Requests are signed with this key."
          placeholder={channel?.hasSecret ? 'Unchanged' : 'None'}
          autoComplete="off"
          value={draft.secret}
          onChange={(event) => {
            onChange({ secret: event.currentTarget.value })
          }}
        />
      )}
    </>
  )
}

function FrequencyFields({ draft, onChange }: ChannelFieldsProps) {
  return (
    <>
      <Group grow align="flex-start">
        <NumberInput
          label="Maximum alerts per hour"
          description="Further alerts are combined"
          min={3}
          max={1_000}
          allowDecimal={false}
          value={draft.hourlyCap}
          onChange={(value) => {
            onChange({ hourlyCap: Number(value) })
          }}
        />
        <NumberInput
          label="Digest interval (minutes)"
          description="0 sends each alert immediately"
          min={0}
          max={1_440}
          allowDecimal={false}
          value={draft.digestMinutes}
          onChange={(value) => {
            onChange({ digestMinutes: Number(value) })
          }}
        />
      </Group>
      <Checkbox
        label="Quiet hours: alerts are held and sent as a summary at the end"
        checked={draft.hasQuietHours}
        onChange={(event) => {
          onChange({ hasQuietHours: event.currentTarget.checked })
        }}
      />
      {draft.hasQuietHours && (
        <>
          <Group grow align="flex-start">
            <TextInput
              label="From"
              type="time"
              value={draft.quietFrom}
              onChange={(event) => {
                onChange({ quietFrom: event.currentTarget.value })
              }}
            />
            <TextInput
              label="Until"
              type="time"
              value={draft.quietUntil}
              onChange={(event) => {
                onChange({ quietUntil: event.currentTarget.value })
              }}
            />
            <Select
              label="Time zone"
              data={Intl.supportedValuesOf('timeZone')}
              value={draft.timeZone}
              searchable
              limit={50}
              allowDeselect={false}
              onChange={(zone) => {
                onChange({ timeZone: zone ?? 'UTC' })
              }}
            />
          </Group>
          <Checkbox
            label="Send alerts about fatal crashes that spike or spread during quiet hours"
            checked={draft.fatalSpikesBreakQuiet}
            onChange={(event) => {
              onChange({ fatalSpikesBreakQuiet: event.currentTarget.checked })
            }}
          />
        </>
      )}
    </>
  )
}
