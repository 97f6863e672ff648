import type { AlertChannelSettingsInput } from '@/gql/graphql'
import type { Channel } from '@/features/alerts/use-channels'

/** The state of the channel form. */
export interface ChannelDraft {
  kind: string
  name: string
  /** Empty to keep the current address. */
  address: string
  secret: string
  isEnabled: boolean
  hourlyCap: number
  digestMinutes: number
  hasQuietHours: boolean
  quietFrom: string
  quietUntil: string
  timeZone: string
  canUrgentBreakQuietHours: boolean
}

export function toChannelDraft(channel: Channel | null, defaultKind: string): ChannelDraft {
  const quiet = channel?.quiet
  return {
    kind: channel?.kind ?? defaultKind,
    name: channel?.name ?? '',
    address: '',
    secret: '',
    isEnabled: channel?.isEnabled ?? true,
    hourlyCap: quiet?.hourlyCap ?? 20,
    digestMinutes: quiet?.digestMinutes ?? 0,
    hasQuietHours: Boolean(quiet?.quietFrom),
    quietFrom: quiet?.quietFrom ?? '22:00',
    quietUntil: quiet?.quietUntil ?? '07:00',
    timeZone: quiet?.quietFrom ? quiet.timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone,
    canUrgentBreakQuietHours: quiet?.canUrgentBreakQuietHours ?? true,
  }
}

export function toChannelSettings(draft: ChannelDraft): AlertChannelSettingsInput {
  const { hasQuietHours, hourlyCap, digestMinutes, timeZone, canUrgentBreakQuietHours } = draft
  return {
    name: draft.name.trim(),
    address: draft.address.trim() || null,
    secret: draft.secret || null,
    isEnabled: draft.isEnabled,
    quiet: {
      hourlyCap,
      digestMinutes,
      quietFrom: hasQuietHours ? draft.quietFrom : null,
      quietUntil: hasQuietHours ? draft.quietUntil : null,
      timeZone,
      canUrgentBreakQuietHours,
    },
  }
}

/** Returns why the draft cannot be saved; null when it can. */
export function validateChannelDraft(draft: ChannelDraft, isNew: boolean): string | null {
  if (draft.name.trim() === '') return 'Enter a name.'
  if (isNew && draft.address.trim() === '') return 'Enter an address.'
  return null
}

/** Describes a channel's quiet hours, digest and hourly limit. */
export function describeQuietSettings({ quiet }: Pick<Channel, 'quiet'>): string {
  const parts = [
    quiet.quietFrom && quiet.quietUntil
      ? `Quiet hours from ${quiet.quietFrom} to ${quiet.quietUntil} (${quiet.timeZone})`
      : null,
    quiet.digestMinutes > 0 ? `digest every ${String(quiet.digestMinutes)} minutes` : null,
    `at most ${String(quiet.hourlyCap)} alerts per hour`,
  ]
  const text = parts.filter((part) => part !== null).join(', ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
