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
  toChannelSettings,
  validateChannelDraft,
  type ChannelDraft,
} from '@/features/alerts/channel-draft'
import type { Channel, ChannelKind } from '@/features/alerts/use-channels'
import { graphql } from '@/gql'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { FormDialog } from '@/ui/FormDialog'

const CreateChannelMutation = graphql(`
  mutation CreateChannel($input: CreateAlertChannelInput!) {
    createAlertChannel(input: $input) {
      alertChannel {
        id
      }
    }
  }
`)

const UpdateChannelMutation = graphql(`
  mutation UpdateChannel($input: UpdateAlertChannelInput!) {
    updateAlertChannel(input: $input) {
      alertChannel {
        id
      }
    }
  }
`)

interface ChannelFormProps {
  /** The channel to edit; null to create one. */
  channel: Channel | null
  kinds: readonly ChannelKind[]
  onClose: (hasSaved: boolean) => void
}

export function ChannelForm({ channel, kinds, onClose }: ChannelFormProps) {
  const { appId } = useCurrentApp()
  const appKinds = kinds.filter(({ addressType }) => addressType !== null)
  const [draft, setDraft] = useState<ChannelDraft>(() =>
    toChannelDraft(channel, appKinds[0]?.kind ?? ''),
  )
  const kind = appKinds.find((each) => each.kind === draft.kind)
  const create = useMutationWithToast(CreateChannelMutation)
  const update = useMutationWithToast(UpdateChannelMutation)
  const set = (change: Partial<ChannelDraft>) => {
    setDraft({ ...draft, ...change })
  }
  const problem = validateChannelDraft(draft, channel === null)
  const save = async () => {
    const settings = toChannelSettings(draft)
    const done = channel
      ? await update.run({ input: { appId, id: channel.id, settings } })
      : await create.run({ input: { appId, kind: draft.kind, settings } })
    if (!done) return
    showToast({ text: `Channel “${settings.name}” saved.` })
    onClose(true)
  }
  return (
    <FormDialog
      title={channel ? `Channel: ${channel.name}` : 'New channel'}
      problem={problem}
      isBusy={create.isBusy || update.isBusy}
      onSave={() => void save()}
      onClose={() => {
        onClose(false)
      }}
    >
      <DestinationFields
        draft={draft}
        channel={channel}
        kind={kind}
        kinds={appKinds}
        onChange={set}
      />
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

interface DestinationFieldsProps extends ChannelFieldsProps {
  channel: Channel | null
  kind: ChannelKind | undefined
  kinds: readonly ChannelKind[]
}

function DestinationFields({ draft, channel, kind, kinds, onChange }: DestinationFieldsProps) {
  return (
    <>
      <Select
        label="Kind"
        data={kinds.map(({ kind: value, label }) => ({ value, label }))}
        value={draft.kind}
        disabled={channel !== null}
        allowDeselect={false}
        onChange={(value) => {
          onChange({ kind: value ?? draft.kind })
        }}
      />
      <TextInput
        label="Name"
        value={draft.name}
        maxLength={100}
        placeholder="On call"
        onChange={(event) => {
          onChange({ name: event.currentTarget.value })
        }}
      />
      <TextInput
        label={kind?.addressLabel ?? 'Address'}
        type={kind?.addressType === 'EMAIL' ? 'email' : 'url'}
        value={draft.address}
        placeholder={channel ? `Unchanged: ${channel.target}` : (kind?.addressHint ?? '')}
        description={channel && 'A new address must be verified again.'}
        onChange={(event) => {
          onChange({ address: event.currentTarget.value })
        }}
      />
      {kind?.hasSecret && (
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
            checked={draft.canUrgentBreakQuietHours}
            onChange={(event) => {
              onChange({ canUrgentBreakQuietHours: event.currentTarget.checked })
            }}
          />
        </>
      )}
    </>
  )
}
