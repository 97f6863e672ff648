/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] }
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never }
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core'
/** How the members, ingest keys or name of an app changed. */
export type AccountChangeKind =
  'KEY_CREATED' | 'KEY_REVOKED' | 'MEMBER_ADDED' | 'ROLE_CHANGED' | 'MEMBER_REMOVED' | 'APP_RENAMED'

/** The alert to acknowledge. */
export type AcknowledgeAlertInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the alert. */
  id: string | number
}

/** What the address of a channel is. */
export type AlertAddressType = 'EMAIL' | 'URL'

/** All settings of a channel. */
export type AlertChannelSettingsInput = {
  /** Name for display. */
  name: string
  /** Null keeps the address. A new address must be verified. */
  address?: string | null | undefined
  /** Signing key, 16 to 256 characters, for kinds that sign what they post. Null keeps it, an empty string removes it. */
  secret?: string | null | undefined
  /** Whether the channel receives alerts. */
  isEnabled?: boolean
  /** Limits and quiet hours. */
  quiet?: AlertQuietSettingsInput
}

/** Which crashes match a rule. */
export type AlertConditionsInput = {
  /** Patterns of app versions, where * matches any text; empty matches all. */
  appVersions?: Array<string>
  /** Patterns of crash types; empty matches all. */
  crashTypes?: Array<string>
  /** Statuses of crash groups, for VELOCITY and SPIKE; empty matches OPEN. */
  statuses?: Array<CrashGroupStatus>
  /** True matches fatal crashes only, false the others, null both. */
  isFatal?: boolean | null | undefined
}

/** What a crash-free rate is a percentage of. */
export type AlertCrashFreeBasis = 'USERS' | 'SESSIONS'

/** The crash-free rate of a version is too low. */
export type AlertCrashFreeThresholdInput = {
  /** What the rate is a percentage of. */
  basis?: AlertCrashFreeBasis
  /** The rate below which the rule triggers, in percent. */
  belowPercent?: number
  /** Number of days that the rate covers, including today; 1 to 30. */
  days?: number
  /** Minimum number of users or sessions. */
  minSample?: number
}

/** Which deliveries to list; null matches all. */
export type AlertDeliveryFilter = {
  /** Their state. */
  state?: AlertDeliveryState | null | undefined
  /** Why they are sent. */
  kind?: AlertKind | null | undefined
  /** How they are delivered. */
  channelKind?: string | null | undefined
  /** Id of the app's channel. */
  channelId?: string | number | null | undefined
  /** Id of the rule. */
  ruleId?: string | number | null | undefined
  /** The crash group. */
  fingerprint?: string | null | undefined
}

/** Why an alert was suppressed: RULE_GONE (deleted or disabled), RULE_MUTED, GROUP_MUTED, COOLDOWN, CHANNEL_DISABLED, CHANNEL_UNVERIFIED; or held: STORM, QUIET_HOURS, DIGEST, HOURLY_CAP. */
export type AlertDeliveryReason =
  | 'RULE_GONE'
  | 'RULE_MUTED'
  | 'GROUP_MUTED'
  | 'COOLDOWN'
  | 'CHANNEL_DISABLED'
  | 'CHANNEL_UNVERIFIED'
  | 'STORM'
  | 'QUIET_HOURS'
  | 'DIGEST'
  | 'HOURLY_CAP'

/** PENDING: not sent yet. SENDING: being sent. RETRYING: failed, waits for the next attempt. DELIVERED: accepted by the receiver. DEAD: failed without further attempts; can be replayed. HELD: part of a summary. SUPPRESSED: not sent, for a reason. */
export type AlertDeliveryState =
  'PENDING' | 'SENDING' | 'DELIVERED' | 'RETRYING' | 'DEAD' | 'HELD' | 'SUPPRESSED'

/** Why a message is sent. */
export type AlertKind =
  | 'NEW_CRASH_GROUP'
  | 'REGRESSION'
  | 'VELOCITY'
  | 'SPIKE'
  | 'CRASH_FREE'
  | 'SILENCE'
  | 'DIGEST'
  | 'CAPPED'
  | 'STORM'
  | 'ESCALATION'
  | 'TEST'
  | 'VERIFICATION'

/** How many messages a channel receives, and when. */
export type AlertQuietSettingsInput = {
  /** Maximum messages per hour, 3 to 1,000; the rest are combined into one. */
  hourlyCap?: number
  /** Interval of digests in minutes; 0 sends each alert at once. */
  digestMinutes?: number
  /** Start of quiet hours, as HH:MM; null for none. */
  quietFrom?: string | null | undefined
  /** End of quiet hours, when one message summarises the alerts that were held. */
  quietUntil?: string | null | undefined
  /** Time zone of the quiet hours, such as Europe/Berlin. */
  timeZone?: string
  /** Whether alerts about fatal crashes that spike or spread are sent during quiet hours. */
  canUrgentBreakQuietHours?: boolean
}

/** What a rule detects. NEW_CRASH_GROUP: a new crash group. REGRESSION: a crash of a resolved group in a version that should have the fix. VELOCITY: a group affects many devices or sessions. SPIKE: a group crashes far more than usual. CRASH_FREE: the crash-free rate of a version is too low. SILENCE: an app sends far fewer events than usual. */
export type AlertRuleKind =
  'NEW_CRASH_GROUP' | 'REGRESSION' | 'VELOCITY' | 'SPIKE' | 'CRASH_FREE' | 'SILENCE'

/** All settings of a rule. A metric rule needs the threshold of its kind. */
export type AlertRuleSettingsInput = {
  /** Name for display. */
  name: string
  /** What it detects. */
  kind: AlertRuleKind
  /** Whether the rule is evaluated. */
  isEnabled?: boolean
  /** Which crashes match. */
  conditions?: AlertConditionsInput
  /** Threshold of rules of kind VELOCITY. */
  velocity?: AlertVelocityThresholdInput | null | undefined
  /** Threshold of rules of kind SPIKE. */
  spike?: AlertSpikeThresholdInput | null | undefined
  /** Threshold of rules of kind CRASH_FREE. */
  crashFree?: AlertCrashFreeThresholdInput | null | undefined
  /** Threshold of rules of kind SILENCE. */
  silence?: AlertSilenceThresholdInput | null | undefined
  /** Minutes during which the rule does not alert again about the same subject. */
  cooldownMinutes?: number
  /** Minutes after which an unacknowledged alert is escalated; null for never. */
  escalateAfterMinutes?: number | null | undefined
  /** Channels that receive the alerts; null for all of the app and of the installation. */
  channelIds?: Array<string | number> | null | undefined
  /** Channels that receive escalations. */
  escalateTo?: Array<string | number>
}

/** An app sends far fewer events than usual. */
export type AlertSilenceThresholdInput = {
  /** Length of the window in minutes, 5 to 120. */
  windowMinutes?: number
  /** Percentage of the smallest same hour of the last seven days. */
  belowPercent?: number
  /** Minimum number of events in that hour. */
  minEvents?: number
}

/** A group crashes more than usual. */
export type AlertSpikeThresholdInput = {
  /** Length of the window in minutes, 5 to 120. */
  windowMinutes?: number
  /** Multiple of the group's average of the last two weeks for a window. */
  factor?: number
  /** Minimum number of crashes in the window. */
  minCrashes?: number
}

/** A group affects many devices or sessions; either limit suffices. */
export type AlertVelocityThresholdInput = {
  /** Length of the window in minutes, 5 to 120. */
  windowMinutes?: number
  /** Minimum number of devices. */
  devices?: number | null | undefined
  /** Minimum percentage of the version's sessions in the window. */
  sessionPercent?: number | null | undefined
}

/** The category of an app. */
export type AppCategory =
  | 'BUSINESS'
  | 'COMMUNICATION'
  | 'EDUCATION'
  | 'ENTERTAINMENT'
  | 'FINANCE'
  | 'GAMES'
  | 'HEALTH'
  | 'NEWS'
  | 'PRODUCTIVITY'
  | 'SHOPPING'
  | 'TOOLS'
  | 'TRAVEL'

/** Input of `assignCrashGroups`. */
export type AssignCrashGroupsInput = {
  /** The app. */
  appId: string | number
  /** Fingerprints of 1 to 100 groups. The decision applies to all of them or to none. */
  fingerprints: Array<string>
  /** E-mail address of a member; null removes the assignment. */
  assignee?: string | null | undefined
}

/** Input of `commentOnCrashGroup`. */
export type CommentOnCrashGroupInput = {
  /** The app. */
  appId: string | number
  /** Fingerprint of the group. */
  fingerprint: string
  /** Plain text, at most 4,000 characters. */
  text: string
}

/** What happened to a group. */
export type CrashActivityKind =
  | 'RESOLVED'
  | 'IGNORED'
  | 'REOPENED'
  | 'REGRESSED'
  | 'ASSIGNED'
  | 'COMMENTED'
  | 'MERGED'
  | 'UNMERGED'

/** Which version fixes a group: the newest one so far, a named one or the next one. */
export type CrashFix = 'NOW' | 'IN_VERSION' | 'IN_NEXT_VERSION'

/** Whose code a frame is. */
export type CrashFrameOrigin = 'APP' | 'LIBRARY' | 'RUNTIME'

/** Filter for crash groups. Omitted fields match all groups. */
export type CrashGroupFilter = {
  /** Only groups with this status. */
  status?: CrashGroupStatus | null | undefined
  /** Only groups that crashed in this version of the app. */
  appVersion?: string | null | undefined
  /** Only groups of this crash type. */
  type?: string | null | undefined
  /** Only groups assigned to this e-mail address; empty for unassigned groups. */
  assignee?: string | null | undefined
  /** Only groups whose earliest crash is at or after this time. */
  firstSeenSince?: string | null | undefined
  /** Only groups whose earliest crash is before this time. */
  firstSeenBefore?: string | null | undefined
  /** Only groups whose latest crash is at or after this time. */
  lastSeenSince?: string | null | undefined
  /** Only groups whose latest crash is before this time. */
  lastSeenBefore?: string | null | undefined
  /** Only groups whose type, message and frames contain words that begin with each of these words. */
  search?: string | null | undefined
}

/** Sort key of crash groups, in descending order. */
export type CrashGroupSort = 'LAST_SEEN' | 'FIRST_SEEN' | 'OCCURRENCES' | 'DEVICES' | 'TREND'

/** The triage status of a crash group. */
export type CrashGroupStatus = 'OPEN' | 'RESOLVED' | 'IGNORED'

/** What determined a group's fingerprint. */
export type CrashGroupedBy = 'ALGORITHM' | 'CLIENT' | 'RULE'

/** What a rule does with the fingerprint. */
export type CrashGroupingRuleAction = 'SET' | 'EXTEND'

/** A grouping rule. It matches when all its patterns match. */
export type CrashGroupingRuleInput = {
  /** Any text. With SET, crashes of rules with the same text are one group. With EXTEND, the rule splits its crashes off from each group. */
  fingerprint: string
  /** SET determines the group, EXTEND splits groups. */
  action?: CrashGroupingRuleAction
  /** Pattern for the crash type. `*` matches any text. */
  type?: string | null | undefined
  /** Pattern for the message. */
  message?: string | null | undefined
  /** Pattern for the function of any frame. */
  frame?: string | null | undefined
  /** Pattern for the path of any frame. */
  path?: string | null | undefined
}

/** All grouping rules of an app. */
export type CrashGroupingRulesInput = {
  /** The rules in order; the first match applies. */
  rules?: Array<CrashGroupingRuleInput>
  /** Patterns for paths of the app's own code. */
  inApp?: Array<string>
  /** Patterns for paths of libraries. */
  library?: Array<string>
}

/** A new access token. */
export type CreateAccessTokenInput = {
  /** Name of the token, 1 to 200 characters. */
  name: string
}

/** A new alert channel. */
export type CreateAlertChannelInput = {
  /** Id of the app. */
  appId: string | number
  /** How it delivers. */
  kind: string
  /** Its settings. */
  settings: AlertChannelSettingsInput
}

/** A new alert rule. */
export type CreateAlertRuleInput = {
  /** Id of the app. */
  appId: string | number
  /** Its settings. */
  settings: AlertRuleSettingsInput
}

/** A new ingest key. */
export type CreateIngestKeyInput = {
  /** Id of the app. */
  appId: string | number
  /** Name of the key, 1 to 200 characters. */
  name: string
}

/** A range of UTC days, both included; at most 731 days. */
export type DateRange = {
  /** The first day. */
  start: string
  /** The last day. */
  end: string
}

/** The alert channel to delete. */
export type DeleteAlertChannelInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the channel. */
  id: string | number
}

/** The alert rule to delete. */
export type DeleteAlertRuleInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the rule. */
  id: string | number
}

/** Input of `deleteSourceMaps`. */
export type DeleteSourceMapsInput = {
  /** The app. */
  appId: string | number
  /** Version of the app; empty for devices that send no version. */
  appVersion: string
  /** The bundle whose map to delete; null for all of the version. */
  file?: string | null | undefined
}

/** A data field of a custom event type. */
export type EventFieldInput = {
  /** 1 to 64 characters of a-z, 0-9 and _, beginning with a letter. */
  name: string
  /** Type of the field. A later version cannot change it. */
  kind: FieldKind
}

/** The type of a data field: text of up to 200 characters, number or boolean. */
export type FieldKind = 'TEXT' | 'NUMBER' | 'BOOLEAN'

/** Input of `ignoreCrashGroups`. The first limit that is reached reopens a group. Without a limit, groups are ignored permanently. */
export type IgnoreCrashGroupsInput = {
  /** The app. */
  appId: string | number
  /** Fingerprints of 1 to 100 groups. The decision applies to all of them or to none. */
  fingerprints: Array<string>
  /** Ignore until this time. */
  until?: string | null | undefined
  /** Ignore until this number of further crashes. */
  moreOccurrences?: number | null | undefined
  /** Ignore until this number of further devices is affected. */
  moreDevices?: number | null | undefined
}

/** A measured value: session durations in seconds, average frame times in milliseconds, memory in use in megabytes, startup times in milliseconds. */
export type Measure = 'SESSION' | 'FRAME' | 'MEMORY' | 'STARTUP'

/** Input of `mergeCrashGroups`. */
export type MergeCrashGroupsInput = {
  /** The app. */
  appId: string | number
  /** Fingerprints of 1 to 100 groups. The decision applies to all of them or to none. */
  fingerprints: Array<string>
  /** Fingerprint of the group that remains. */
  into: string
}

/** How long the subject of an alert is muted. */
export type MuteAlertInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the alert. */
  id: string | number
  /** End of the mute, within a year; null unmutes it. */
  until?: string | null | undefined
}

/** How long an alert rule is muted. */
export type MuteAlertRuleInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the rule. */
  id: string | number
  /** End of the mute, within a year; null unmutes the rule. */
  until?: string | null | undefined
}

/** Input of `registerEventType`. */
export type RegisterEventTypeInput = {
  /** The app. */
  appId: string | number
  /** 1 to 64 characters of a-z, 0-9 and _, beginning with a letter. */
  name: string
  /** Data fields, at most 20. */
  fields: Array<EventFieldInput>
  /** The consent that the events need. CRASH is invalid. */
  tier?: Tier
}

/** The member to remove. */
export type RemoveMemberInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the user. */
  userId: string
}

/** A new display name for an app. */
export type RenameAppInput = {
  /** Id of the app. */
  appId: string | number
  /** Display name, 1 to 200 characters. */
  name: string
}

/** Input of `reopenCrashGroups`. */
export type ReopenCrashGroupsInput = {
  /** The app. */
  appId: string | number
  /** Fingerprints of 1 to 100 groups. The decision applies to all of them or to none. */
  fingerprints: Array<string>
}

/** The dead delivery to send again. */
export type ReplayAlertDeliveryInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the delivery. */
  id: string | number
}

/** The app whose dead deliveries are sent again. */
export type ReplayDeadAlertDeliveriesInput = {
  /** Id of the app. */
  appId: string | number
}

/** The alert channel whose address must be confirmed. */
export type ResendAlertConfirmationInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the channel. */
  id: string | number
}

/** Input of `resolveCrashGroups`. */
export type ResolveCrashGroupsInput = {
  /** The app. */
  appId: string | number
  /** Fingerprints of 1 to 100 groups. The decision applies to all of them or to none. */
  fingerprints: Array<string>
  /** Which version has the fix. */
  fix?: CrashFix
  /** The version that has the fix; required with IN_VERSION only. */
  fixedInVersion?: string | null | undefined
}

/** A kind of data with its own retention: raw events; crash reports; daily active users; event and crash counts; session durations and performance. */
export type RetentionPolicy =
  'RAW_EVENTS' | 'CRASH_REPORTS' | 'ACTIVE_USERS' | 'COUNTS' | 'PERFORMANCE'

/** The access token to revoke. */
export type RevokeAccessTokenInput = {
  /** Id of the token. */
  accessTokenId: string
}

/** The ingest key to revoke. */
export type RevokeIngestKeyInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the key. */
  ingestKeyId: string
}

/** The role of a member of an app. */
export type Role = 'OWNER' | 'DEVELOPER' | 'VIEWER'

/** Input of `saveCrashGroupingRules`. */
export type SaveCrashGroupingRulesInput = {
  /** The app. */
  appId: string | number
  /** The rules that replace the current ones. */
  rules: CrashGroupingRulesInput
}

/** The channel that receives a test alert. */
export type SendTestAlertInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the channel. */
  channelId: string | number
}

/** Whether an alert rule is evaluated. */
export type SetAlertRuleEnabledInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the rule. */
  id: string | number
  /** Whether the rule is evaluated. */
  isEnabled: boolean
}

/** Whether the app takes part in benchmarks, and in which category. */
export type SetBenchmarkInput = {
  /** Id of the app. */
  appId: string | number
  /** Category of the app; null to stop taking part. */
  category?: AppCategory | null | undefined
}

/** The user to add as a member, or the member whose role to change. */
export type SetMemberInput = {
  /** Id of the app. */
  appId: string | number
  /** E-mail address of an existing user. */
  email: string
  /** Role of the user. */
  role: Role
}

/** Rate limits. A limit that is left out is reset to the installation's. */
export type SetRateLimitsInput = {
  /** The app. */
  appId: string | number
  /** Events per minute of one ingest key. */
  eventsPerKey?: number | null | undefined
  /** Events per minute of one device. */
  eventsPerDevice?: number | null | undefined
}

/** A shorter retention for one kind of data of an app. */
export type SetRetentionInput = {
  /** Id of the app. */
  appId: string | number
  /** The kind of data. */
  policy: RetentionPolicy
  /** Number of days to store it, at most the default of the installation. */
  days: number
}

/** The sampling rate of an event type. */
export type SetSamplingInput = {
  /** The app. */
  appId: string | number
  /** A built-in event type. Types of crashes cannot be sampled. */
  eventType: string
  /** The share of sessions to store, from 0.001 to 1. A rate of 1 stores all. */
  rate: number
}

/** Input of `setUnknownEventCollection`. */
export type SetUnknownEventCollectionInput = {
  /** The app. */
  appId: string | number
  /** True to count events of unknown types, false to reject them. */
  isEnabled: boolean
}

/** The consent that an event type needs; USAGE must be opted in. */
export type Tier = 'AUTOMATIC' | 'PERFORMANCE' | 'CRASH' | 'USAGE'

/** Input of `unmergeCrashGroups`. */
export type UnmergeCrashGroupsInput = {
  /** The app. */
  appId: string | number
  /** The merged fingerprints to move back, at most 100. */
  fingerprints: Array<string>
}

/** New settings of an alert channel. */
export type UpdateAlertChannelInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the channel. */
  id: string | number
  /** All of its settings. */
  settings: AlertChannelSettingsInput
}

/** New settings of an alert rule. */
export type UpdateAlertRuleInput = {
  /** Id of the app. */
  appId: string | number
  /** Id of the rule. */
  id: string | number
  /** All of its settings. */
  settings: AlertRuleSettingsInput
}

export type ViewerQueryVariables = Exact<{ [key: string]: never }>

export type ViewerQuery = {
  viewer: {
    id: string
    email: string
    memberships: Array<{ appId: string; name: string; role: Role }>
  }
}

export type NewGroupsSubscriptionVariables = Exact<{
  appId: string | number
  since?: string | null | undefined
}>

export type NewGroupsSubscription = {
  newCrashGroups: {
    id: string
    type: string
    message: string
    status: CrashGroupStatus
    affectedVersions: Array<string>
    firstSeen: string
    lastSeen: string
  } & { ' $fragmentRefs'?: { CrashRow_GroupFragment: CrashRow_GroupFragment } }
}

export type ScopeVersionsQueryVariables = Exact<{
  appId: string | number
  range: DateRange
}>

export type ScopeVersionsQuery = {
  app: { id: string; versions: Array<{ appVersion: string | null; share: number }> }
}

export type SendTestMutationVariables = Exact<{
  input: SendTestAlertInput
}>

export type SendTestMutation = {
  sendTestAlert: {
    deliveryId: string
    isDelivered: boolean
    response: string | null
    error: string | null
    latencyMs: number
  }
}

export type ResendConfirmationMutationVariables = Exact<{
  input: ResendAlertConfirmationInput
}>

export type ResendConfirmationMutation = {
  resendAlertConfirmation: { alertChannel: { id: string } }
}

export type DeleteChannelMutationVariables = Exact<{
  input: DeleteAlertChannelInput
}>

export type DeleteChannelMutation = { deleteAlertChannel: { deletedId: string } }

export type CreateChannelMutationVariables = Exact<{
  input: CreateAlertChannelInput
}>

export type CreateChannelMutation = { createAlertChannel: { alertChannel: { id: string } } }

export type UpdateChannelMutationVariables = Exact<{
  input: UpdateAlertChannelInput
}>

export type UpdateChannelMutation = { updateAlertChannel: { alertChannel: { id: string } } }

export type ReplayDeadMutationVariables = Exact<{
  input: ReplayDeadAlertDeliveriesInput
}>

export type ReplayDeadMutation = { replayDeadAlertDeliveries: { deliveryCount: number } }

export type ReplayMutationVariables = Exact<{
  input: ReplayAlertDeliveryInput
}>

export type ReplayMutation = { replayAlertDelivery: { deliveryId: string } }

export type AcknowledgeMutationVariables = Exact<{
  input: AcknowledgeAlertInput
}>

export type AcknowledgeMutation = { acknowledgeAlert: { alertId: string } }

export type MuteAlertMutationVariables = Exact<{
  input: MuteAlertInput
}>

export type MuteAlertMutation = { muteAlert: { alertId: string } }

export type DeliveriesQueryVariables = Exact<{
  appId: string | number
  first: number
  after?: string | null | undefined
  filter?: AlertDeliveryFilter | null | undefined
}>

export type DeliveriesQuery = {
  app: {
    id: string
    alertDeliveries: {
      edges: Array<{
        node: { id: string } & {
          ' $fragmentRefs'?: { DeliveryRow_DeliveryFragment: DeliveryRow_DeliveryFragment }
        }
      }>
      pageInfo: { hasNextPage: boolean; endCursor: string | null }
    }
  }
}

export type DeliveryRow_DeliveryFragment = {
  id: string
  alertId: string
  channelKind: string
  target: string
  kind: AlertKind
  fingerprint: string | null
  crashMessage: string | null
  state: AlertDeliveryState
  reason: AlertDeliveryReason | null
  attempts: number
  createdAt: string
  latencyMs: number | null
  nextAttemptAt: string | null
  response: string | null
  error: string | null
  acknowledgedAt: string | null
  acknowledgedBy: string | null
} & { ' $fragmentName'?: 'DeliveryRow_DeliveryFragment' }

export type SetRuleEnabledMutationVariables = Exact<{
  input: SetAlertRuleEnabledInput
}>

export type SetRuleEnabledMutation = {
  setAlertRuleEnabled: { alertRule: { id: string; isEnabled: boolean } }
}

export type MuteRuleMutationVariables = Exact<{
  input: MuteAlertRuleInput
}>

export type MuteRuleMutation = {
  muteAlertRule: { alertRule: { id: string; mutedUntil: string | null } }
}

export type DeleteRuleMutationVariables = Exact<{
  input: DeleteAlertRuleInput
}>

export type DeleteRuleMutation = { deleteAlertRule: { deletedId: string } }

export type CreateRuleMutationVariables = Exact<{
  input: CreateAlertRuleInput
}>

export type CreateRuleMutation = { createAlertRule: { alertRule: { id: string } } }

export type UpdateRuleMutationVariables = Exact<{
  input: UpdateAlertRuleInput
}>

export type UpdateRuleMutation = { updateAlertRule: { alertRule: { id: string } } }

export type RulesQueryVariables = Exact<{
  appId: string | number
}>

export type RulesQuery = {
  app: {
    id: string
    alertRules: Array<{
      id: string
      name: string
      kind: AlertRuleKind
      isEnabled: boolean
      mutedUntil: string | null
      cooldownMinutes: number
      escalateAfterMinutes: number | null
      channelIds: Array<string> | null
      escalateTo: Array<string>
      updatedAt: string
      updatedBy: string | null
      conditions: {
        appVersions: Array<string>
        crashTypes: Array<string>
        statuses: Array<CrashGroupStatus>
        isFatal: boolean | null
      }
      velocity: {
        windowMinutes: number
        devices: number | null
        sessionPercent: number | null
      } | null
      spike: { windowMinutes: number; factor: number; minCrashes: number } | null
      crashFree: {
        basis: AlertCrashFreeBasis
        belowPercent: number
        days: number
        minSample: number
      } | null
      silence: { windowMinutes: number; belowPercent: number; minEvents: number } | null
    }>
  }
}

export type ChannelsQueryVariables = Exact<{
  appId: string | number
}>

export type ChannelsQuery = {
  alertChannelKinds: Array<{
    kind: string
    label: string
    addressType: AlertAddressType | null
    addressLabel: string | null
    addressHint: string | null
    hasSecret: boolean
    hasConfirmation: boolean
  }>
  app: {
    id: string
    alertChannels: Array<{
      id: string
      kind: string
      name: string
      target: string
      hasSecret: boolean
      isEnabled: boolean
      verifiedAt: string | null
      updatedAt: string
      updatedBy: string
      quiet: {
        hourlyCap: number
        digestMinutes: number
        quietFrom: string | null
        quietUntil: string | null
        timeZone: string
        canUrgentBreakQuietHours: boolean
      }
    }>
  }
}

export type ActiveUserTiles_UsersFragment = {
  dau: number
  wau: number
  mau: number
  stickiness: number | null
  series: Array<{ date: string; value: number | null }>
} & { ' $fragmentName'?: 'ActiveUserTiles_UsersFragment' }

export type BenchmarksPageQueryVariables = Exact<{
  appId: string | number
}>

export type BenchmarksPageQuery = {
  app: {
    id: string
    benchmark: {
      category: AppCategory
      crashFreeUsers: { value: number | null; percentile: number | null }
      startupMs: { value: number | null; percentile: number | null }
      sessionSeconds: { value: number | null; percentile: number | null }
    } | null
  }
}

export type BreakdownQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  version?: string | null | undefined
  type: string
  field: string
}>

export type BreakdownQuery = {
  app: {
    id: string
    breakdown: Array<{
      item: string
      count: number
      devices: number
      share: number
      isEstimated: boolean
    }>
  }
}

export type CohortTable_CohortFragment = {
  date: string
  devices: number
  returned: Array<{ afterDays: number; devices: number | null; rate: number | null }>
} & { ' $fragmentName'?: 'CohortTable_CohortFragment' }

export type EventsOfTypeQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  version?: string | null | undefined
  type: string
}>

export type EventsOfTypeQuery = {
  app: {
    id: string
    events: Array<{ date: string; count: number; uniqueDevices: number; isEstimated: boolean }>
  }
}

export type EventsPageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  version?: string | null | undefined
}>

export type EventsPageQuery = {
  app: {
    id: string
    events: Array<{ date: string; count: number; uniqueDevices: number; isEstimated: boolean }>
    eventTypes: Array<{
      name: string
      version: number
      isCollected: boolean
      fields: Array<{ name: string; kind: FieldKind }>
    }>
  }
}

export type FunnelPageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  version?: string | null | undefined
  steps: Array<string> | string
}>

export type FunnelPageQuery = {
  app: {
    id: string
    eventTypes: Array<{ name: string; version: number }>
    funnel: Array<{ eventType: string; sessions: number; rate: number | null }>
  }
}

export type PercentileTiles_PerformanceFragment = {
  whole: { count: number; p50: number; p75: number; p95: number; p99: number } | null
  byDay: Array<{ date: string | null; p50: number; p75: number; p95: number; p99: number }>
} & { ' $fragmentName'?: 'PercentileTiles_PerformanceFragment' }

export type PercentilesPanel_PerformanceFragment = {
  byDay: Array<{ date: string | null; p50: number; p75: number; p95: number; p99: number }>
} & { ' $fragmentName'?: 'PercentilesPanel_PerformanceFragment' }

export type PerformancePageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  previousRange: DateRange
  version?: string | null | undefined
  measure: Measure
  isCompared: boolean
}>

export type PerformancePageQuery = {
  app: {
    id: string
    performance: {
      ' $fragmentRefs'?: {
        PercentileTiles_PerformanceFragment: PercentileTiles_PerformanceFragment
        PercentilesPanel_PerformanceFragment: PercentilesPanel_PerformanceFragment
        VersionPercentiles_PerformanceFragment: VersionPercentiles_PerformanceFragment
      }
    }
    previous?: {
      ' $fragmentRefs'?: {
        PercentileTiles_PerformanceFragment: PercentileTiles_PerformanceFragment
      }
    }
  }
}

export type ReleaseTable_VersionFragment = {
  appVersion: string | null
  devices: number
  share: number
  starts: number
  fatalCrashes: number
  crashRate: number | null
} & { ' $fragmentName'?: 'ReleaseTable_VersionFragment' }

export type ReleasesPageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
}>

export type ReleasesPageQuery = {
  app: {
    id: string
    versions: Array<
      { appVersion: string | null } & {
        ' $fragmentRefs'?: { ReleaseTable_VersionFragment: ReleaseTable_VersionFragment }
      }
    >
  }
}

export type RetentionPageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  version?: string | null | undefined
}>

export type RetentionPageQuery = {
  app: {
    id: string
    retention: Array<
      { date: string } & {
        ' $fragmentRefs'?: { CohortTable_CohortFragment: CohortTable_CohortFragment }
      }
    >
  }
}

export type SessionsPanel_CountFragment = {
  value: number | null
  deltaPercent: number | null
  isEstimated: boolean
  series: Array<{ date: string; value: number | null }>
} & { ' $fragmentName'?: 'SessionsPanel_CountFragment' }

export type TopItemsPanel_ItemFragment = {
  item: string
  count: number
  devices: number
  share: number
  isEstimated: boolean
} & { ' $fragmentName'?: 'TopItemsPanel_ItemFragment' }

export type UsagePageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  previousRange: DateRange
  version?: string | null | undefined
  isCompared: boolean
}>

export type UsagePageQuery = {
  app: {
    id: string
    activeUsers: {
      ' $fragmentRefs'?: { ActiveUserTiles_UsersFragment: ActiveUserTiles_UsersFragment }
    }
    sessions: {
      count: { ' $fragmentRefs'?: { SessionsPanel_CountFragment: SessionsPanel_CountFragment } }
      durations: {
        ' $fragmentRefs'?: {
          PercentilesPanel_PerformanceFragment: PercentilesPanel_PerformanceFragment
        }
      }
    }
    previousSessions?: {
      count: { ' $fragmentRefs'?: { SessionsPanel_CountFragment: SessionsPanel_CountFragment } }
    }
    topScreens: Array<{
      ' $fragmentRefs'?: { TopItemsPanel_ItemFragment: TopItemsPanel_ItemFragment }
    }>
    topElements: Array<{
      ' $fragmentRefs'?: { TopItemsPanel_ItemFragment: TopItemsPanel_ItemFragment }
    }>
    topFeatures: Array<{
      ' $fragmentRefs'?: { TopItemsPanel_ItemFragment: TopItemsPanel_ItemFragment }
    }>
  }
}

export type VersionPercentiles_PerformanceFragment = {
  byVersion: Array<{
    appVersion: string | null
    count: number
    p50: number
    p75: number
    p95: number
    p99: number
  }>
} & { ' $fragmentName'?: 'VersionPercentiles_PerformanceFragment' }

export type AdoptionQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  versions: Array<string> | string
}>

export type AdoptionQuery = {
  app: { id: string; adoption: Array<{ date: string; appVersion: string | null; devices: number }> }
}

export type CrashActivityQueryVariables = Exact<{
  appId: string | number
  fingerprint: string
  first: number
}>

export type CrashActivityQuery = {
  app: {
    id: string
    crashGroup: {
      id: string
      activity: {
        edges: Array<{
          node: {
            id: string
            createdAt: string
            actor: string | null
            kind: CrashActivityKind
            detail: {
              fix: CrashFix | null
              fixedInVersion: string | null
              ignoredUntil: string | null
              moreOccurrences: number | null
              moreDevices: number | null
              assignee: string | null
              text: string | null
              mergedInto: string | null
              fingerprints: Array<string> | null
            }
          }
        }>
        pageInfo: { hasNextPage: boolean }
      }
    } | null
  }
}

export type CommentMutationVariables = Exact<{
  input: CommentOnCrashGroupInput
}>

export type CommentMutation = { commentOnCrashGroup: { crashGroup: { id: string } } }

export type AlertHistoryQueryVariables = Exact<{
  appId: string | number
  fingerprint: string
}>

export type AlertHistoryQuery = {
  alertChannelKinds: Array<{ kind: string; label: string }>
  app: {
    id: string
    alertDeliveries: {
      edges: Array<{
        node: {
          id: string
          kind: AlertKind
          state: AlertDeliveryState
          reason: AlertDeliveryReason | null
          channelKind: string
          target: string
          createdAt: string
          error: string | null
        }
      }>
    }
  }
}

export type Breadcrumbs_OccurrenceFragment = {
  timestamp: string
  sessionId: string | null
  breadcrumbs: Array<{ timestamp: string; type: string; data: unknown }>
} & { ' $fragmentName'?: 'Breadcrumbs_OccurrenceFragment' }

export type CrashDetails_GroupFragment = {
  fingerprint: string
  fingerprints: Array<string>
  occurrenceCount: number
  deviceCount: number
  affectedVersions: Array<string>
  firstSeen: string
  lastSeen: string
  triage: { regressedAt: string | null; regressionCount: number }
} & { ' $fragmentName'?: 'CrashDetails_GroupFragment' }

export type CrashHeader_GroupFragment = {
  id: string
  fingerprint: string
  type: string
  message: string
  status: CrashGroupStatus
  firstSeen: string
  occurrenceCount: number
  deviceCount: number
  triage: {
    fix: CrashFix | null
    fixedInVersion: string | null
    resolvedAt: string | null
    ignoredUntil: string | null
    ignoredUntilOccurrences: number | null
    ignoredUntilDevices: number | null
    regressedAt: string | null
    regressionCount: number
    assignee: string | null
  }
} & { ' $fragmentName'?: 'CrashHeader_GroupFragment' }

export type CrashRow_GroupFragment = {
  id: string
  fingerprint: string
  type: string
  message: string
  status: CrashGroupStatus
  occurrenceCount: number
  deviceCount: number
  affectedVersions: Array<string>
  firstSeen: string
  lastSeen: string
  triage: {
    fix: CrashFix | null
    fixedInVersion: string | null
    ignoredUntil: string | null
    ignoredUntilOccurrences: number | null
    ignoredUntilDevices: number | null
    regressionCount: number
    assignee: string | null
  }
  grouping: { countedFrames: Array<{ function: string; file: string; origin: CrashFrameOrigin }> }
  histogram: Array<{ day: string; crashes: number }>
} & { ' $fragmentName'?: 'CrashRow_GroupFragment' }

export type UnmergeMutationVariables = Exact<{
  input: UnmergeCrashGroupsInput
}>

export type UnmergeMutation = {
  unmergeCrashGroups: { crashGroups: Array<{ id: string; fingerprint: string }> }
}

export type GroupingDetails_GroupFragment = {
  grouping: {
    algorithm: number
    groupedBy: CrashGroupedBy
    message: string
    lines: Array<string>
    countedFrames: Array<{ function: string; file: string; origin: CrashFrameOrigin }>
    ignoredFrames: Array<{ function: string; file: string; origin: CrashFrameOrigin }>
  }
} & { ' $fragmentName'?: 'GroupingDetails_GroupFragment' }

export type MergeCandidatesQueryVariables = Exact<{
  appId: string | number
  search: string
}>

export type MergeCandidatesQuery = {
  app: {
    id: string
    crashGroups: {
      edges: Array<{
        node: {
          id: string
          fingerprint: string
          type: string
          message: string
          occurrenceCount: number
        }
      }>
    }
  }
}

export type MergeMutationVariables = Exact<{
  input: MergeCrashGroupsInput
}>

export type MergeMutation = {
  mergeCrashGroups: {
    crashGroup: { id: string; occurrenceCount: number; fingerprints: Array<string> }
  }
}

export type OccurrenceChart_GroupFragment = {
  histogram: Array<{ day: string; crashes: number }>
} & { ' $fragmentName'?: 'OccurrenceChart_GroupFragment' }

export type OccurrenceDetails_OccurrenceFragment = {
  timestamp: string
  message: string
  isFatal: boolean
  appVersion: string | null
  mosisVersion: string | null
  sessionId: string | null
  device: string
  context: { screen: string | null; memoryMb: number | null; uptimeSeconds: number | null }
} & { ' $fragmentName'?: 'OccurrenceDetails_OccurrenceFragment' }

export type OccurrencesPanel_GroupFragment = ({
  fingerprint: string
  occurrenceCount: number
  message: string
} & { ' $fragmentRefs'?: { GroupingDetails_GroupFragment: GroupingDetails_GroupFragment } }) & {
  ' $fragmentName'?: 'OccurrencesPanel_GroupFragment'
}

export type SimilarGroupsQueryVariables = Exact<{
  appId: string | number
  fingerprint: string
}>

export type SimilarGroupsQuery = {
  app: {
    id: string
    crashGroup: {
      id: string
      similar: Array<{
        id: string
        fingerprint: string
        type: string
        message: string
        occurrenceCount: number
      }>
    } | null
  }
}

export type CrashPageQueryVariables = Exact<{
  appId: string | number
  fingerprint: string
}>

export type CrashPageQuery = {
  app: {
    id: string
    crashGroup:
      | ({ id: string; fingerprint: string; sampleStackTrace: string } & {
          ' $fragmentRefs'?: {
            CrashHeader_GroupFragment: CrashHeader_GroupFragment
            CrashDetails_GroupFragment: CrashDetails_GroupFragment
            OccurrenceChart_GroupFragment: OccurrenceChart_GroupFragment
            GroupingDetails_GroupFragment: GroupingDetails_GroupFragment
            OccurrencesPanel_GroupFragment: OccurrencesPanel_GroupFragment
          }
        })
      | null
  }
}

export type CrashListQueryVariables = Exact<{
  appId: string | number
  filter: CrashGroupFilter
  sort: CrashGroupSort
  first: number
  after?: string | null | undefined
  isFirst: boolean
}>

export type CrashListQuery = {
  app: {
    id: string
    crashGroups: {
      totalCount?: number
      edges: Array<{
        node: { id: string } & {
          ' $fragmentRefs'?: { CrashRow_GroupFragment: CrashRow_GroupFragment }
        }
      }>
      pageInfo: { hasNextPage: boolean; endCursor: string | null }
    }
  }
}

export type FilterOptionsQueryVariables = Exact<{
  appId: string | number
  range: DateRange
}>

export type FilterOptionsQuery = {
  app: {
    id: string
    versions: Array<{ appVersion: string | null }>
    crashGroups: {
      edges: Array<{
        node: {
          id: string
          type: string
          affectedVersions: Array<string>
          triage: { assignee: string | null }
        }
      }>
    }
  }
}

export type AssigneesQueryVariables = Exact<{
  appId: string | number
}>

export type AssigneesQuery = { app: { id: string; members: Array<{ id: string; email: string }> } }

export type OccurrencesQueryVariables = Exact<{
  appId: string | number
  fingerprint: string
  first: number
  after?: string | null | undefined
}>

export type OccurrencesQuery = {
  app: {
    id: string
    crashGroup: {
      id: string
      occurrences: {
        edges: Array<{
          node: { id: string; stackTrace: string } & {
            ' $fragmentRefs'?: {
              OccurrenceDetails_OccurrenceFragment: OccurrenceDetails_OccurrenceFragment
              Breadcrumbs_OccurrenceFragment: Breadcrumbs_OccurrenceFragment
            }
          }
        }>
        pageInfo: { hasNextPage: boolean; endCursor: string | null }
      }
    } | null
  }
}

export type TriageState_GroupFragment = {
  id: string
  status: CrashGroupStatus
  triage: {
    fix: CrashFix | null
    fixedInVersion: string | null
    resolvedAt: string | null
    ignoredUntil: string | null
    ignoredUntilOccurrences: number | null
    ignoredUntilDevices: number | null
    regressedAt: string | null
    regressionCount: number
    assignee: string | null
  }
} & { ' $fragmentName'?: 'TriageState_GroupFragment' }

export type ResolveMutationVariables = Exact<{
  input: ResolveCrashGroupsInput
}>

export type ResolveMutation = {
  resolveCrashGroups: {
    crashGroups: Array<
      { id: string } & {
        ' $fragmentRefs'?: { TriageState_GroupFragment: TriageState_GroupFragment }
      }
    >
  }
}

export type IgnoreMutationVariables = Exact<{
  input: IgnoreCrashGroupsInput
}>

export type IgnoreMutation = {
  ignoreCrashGroups: {
    crashGroups: Array<
      { id: string } & {
        ' $fragmentRefs'?: { TriageState_GroupFragment: TriageState_GroupFragment }
      }
    >
  }
}

export type ReopenMutationVariables = Exact<{
  input: ReopenCrashGroupsInput
}>

export type ReopenMutation = {
  reopenCrashGroups: {
    crashGroups: Array<
      { id: string } & {
        ' $fragmentRefs'?: { TriageState_GroupFragment: TriageState_GroupFragment }
      }
    >
  }
}

export type AssignMutationVariables = Exact<{
  input: AssignCrashGroupsInput
}>

export type AssignMutation = {
  assignCrashGroups: {
    crashGroups: Array<
      { id: string } & {
        ' $fragmentRefs'?: { TriageState_GroupFragment: TriageState_GroupFragment }
      }
    >
  }
}

export type LiveNowQueryVariables = Exact<{
  appId: string | number
}>

export type LiveNowQuery = {
  app: { id: string; liveNow: { countedAt: string; devices: number; sessions: number } }
}

export type CrashFeedSubscriptionVariables = Exact<{
  appId: string | number
  since?: string | null | undefined
}>

export type CrashFeedSubscription = {
  crashFeed: { id: string; receivedAt: string; fingerprint: string } & {
    ' $fragmentRefs'?: { LiveRow_OccurrenceFragment: LiveRow_OccurrenceFragment }
  }
}

export type LiveRow_OccurrenceFragment = {
  id: string
  fingerprint: string
  receivedAt: string
  type: string
  message: string
  isFatal: boolean
  appVersion: string | null
  device: string
} & { ' $fragmentName'?: 'LiveRow_OccurrenceFragment' }

export type CrashesPanel_OverviewFragment = {
  start: string
  end: string
  crashes: { series: Array<{ date: string; value: number | null }> }
  fatalCrashes: { series: Array<{ date: string; value: number | null }> }
} & { ' $fragmentName'?: 'CrashesPanel_OverviewFragment' }

export type DailyUsersPanel_OverviewFragment = {
  start: string
  end: string
  series: Array<{ date: string; uniqueDevices: number }>
} & { ' $fragmentName'?: 'DailyUsersPanel_OverviewFragment' }

export type DataHealthQueryVariables = Exact<{
  appId: string | number
}>

export type DataHealthQuery = {
  app: {
    id: string
    liveNow: { countedAt: string; devices: number; sessions: number }
    ingestion: {
      sampling: Array<{ eventType: string; rate: number }>
      rateLimits: {
        eventsPerKey: number
        usage: Array<{ id: string; name: string; events: number }>
      }
    }
    alertDeliveries: { edges: Array<{ node: { id: string; state: AlertDeliveryState } }> }
  }
}

export type HasSentQueryVariables = Exact<{
  appId: string | number
  range: DateRange
}>

export type HasSentQuery = { app: { id: string; versions: Array<{ appVersion: string | null }> } }

export type LastEventQueryVariables = Exact<{
  appId: string | number
}>

export type LastEventQuery = {
  app: { id: string; liveNow: { countedAt: string; lastEventAt: string | null } }
}

export type MetricTiles_OverviewFragment = {
  start: string
  end: string
  dailyUsers: { ' $fragmentRefs'?: { TileMetricFragment: TileMetricFragment } }
  crashes: { ' $fragmentRefs'?: { TileMetricFragment: TileMetricFragment } }
  crashFreeUsers: { ' $fragmentRefs'?: { TileMetricFragment: TileMetricFragment } }
  crashFreeSessions: { ' $fragmentRefs'?: { TileMetricFragment: TileMetricFragment } }
  sessions: { ' $fragmentRefs'?: { TileMetricFragment: TileMetricFragment } }
  averageSessionSeconds: { ' $fragmentRefs'?: { TileMetricFragment: TileMetricFragment } }
} & { ' $fragmentName'?: 'MetricTiles_OverviewFragment' }

export type TileMetricFragment = {
  value: number | null
  previous: number | null
  deltaPercent: number | null
  numerator: number
  denominator: number
  isLowSample: boolean
  isEstimated: boolean
  series: Array<{ date: string; value: number | null }>
} & { ' $fragmentName'?: 'TileMetricFragment' }

export type MetricTiles_StartupFragment = {
  whole: { p50: number; count: number } | null
  byDay: Array<{ date: string | null; p50: number; count: number }>
} & { ' $fragmentName'?: 'MetricTiles_StartupFragment' }

export type OverviewContent_AppFragment = {
  overview: { series: Array<{ date: string }> } & {
    ' $fragmentRefs'?: {
      MetricTiles_OverviewFragment: MetricTiles_OverviewFragment
      DailyUsersPanel_OverviewFragment: DailyUsersPanel_OverviewFragment
      CrashesPanel_OverviewFragment: CrashesPanel_OverviewFragment
    }
  }
  previous?: { series: Array<{ date: string }> } & {
    ' $fragmentRefs'?: { DailyUsersPanel_OverviewFragment: DailyUsersPanel_OverviewFragment }
  }
  startup: { ' $fragmentRefs'?: { MetricTiles_StartupFragment: MetricTiles_StartupFragment } }
  previousStartup?: {
    ' $fragmentRefs'?: { MetricTiles_StartupFragment: MetricTiles_StartupFragment }
  }
  versions: Array<{
    ' $fragmentRefs'?: { VersionsPanel_VersionFragment: VersionsPanel_VersionFragment }
  }>
} & { ' $fragmentName'?: 'OverviewContent_AppFragment' }

export type OverviewPageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  previousRange: DateRange
  version?: string | null | undefined
  isCompared: boolean
}>

export type OverviewPageQuery = {
  app: {
    id: string
    overview: { starts: { numerator: number }; crashes: { numerator: number } }
    crashGroups: {
      edges: Array<{
        node: { id: string } & {
          ' $fragmentRefs'?: { CrashRow_GroupFragment: CrashRow_GroupFragment }
        }
      }>
    }
  } & { ' $fragmentRefs'?: { OverviewContent_AppFragment: OverviewContent_AppFragment } }
}

export type VersionsPanel_VersionFragment = {
  appVersion: string | null
  devices: number
  share: number
  starts: number
  fatalCrashes: number
  crashRate: number | null
} & { ' $fragmentName'?: 'VersionsPanel_VersionFragment' }

export type AccountChangeLog_ChangeFragment = {
  id: string
  createdAt: string
  actor: string
  kind: AccountChangeKind
  subject: string
} & { ' $fragmentName'?: 'AccountChangeLog_ChangeFragment' }

export type AccountSettingsQueryVariables = Exact<{ [key: string]: never }>

export type AccountSettingsQuery = {
  viewer: {
    id: string
    email: string
    accessTokens: Array<{
      ' $fragmentRefs'?: { TokensPanel_TokenFragment: TokensPanel_TokenFragment }
    }>
  }
}

export type SetMemberMutationVariables = Exact<{
  input: SetMemberInput
}>

export type SetMemberMutation = {
  setMember: { members: Array<{ id: string; email: string; role: Role }> }
}

export type EventTypeSettingsQueryVariables = Exact<{
  appId: string | number
}>

export type EventTypeSettingsQuery = {
  app: {
    id: string
    isCollectingUnknownEvents: boolean
    eventTypes: Array<{
      name: string
      version: number
      tier: Tier
      isCollected: boolean
      registeredAt: string
      fields: Array<{ name: string; kind: FieldKind }>
    }>
  }
}

export type SetUnknownEventCollectionMutationVariables = Exact<{
  input: SetUnknownEventCollectionInput
}>

export type SetUnknownEventCollectionMutation = {
  setUnknownEventCollection: { isEnabled: boolean }
}

export type GeneralSettingsQueryVariables = Exact<{
  appId: string | number
}>

export type GeneralSettingsQuery = {
  app: { id: string; name: string; benchmark: { category: AppCategory } | null }
}

export type RenameAppMutationVariables = Exact<{
  input: RenameAppInput
}>

export type RenameAppMutation = { renameApp: { name: string } }

export type SetBenchmarkMutationVariables = Exact<{
  input: SetBenchmarkInput
}>

export type SetBenchmarkMutation = { setBenchmark: { category: AppCategory | null } }

export type PreviewGroupingRulesQueryVariables = Exact<{
  appId: string | number
  rules: CrashGroupingRulesInput
}>

export type PreviewGroupingRulesQuery = {
  app: {
    id: string
    previewCrashGroupingRules: {
      crashCount: number
      changes: Array<{
        fingerprint: string
        crashCount: number
        previousFingerprints: Array<string>
      }>
    }
  }
}

export type SaveGroupingRulesMutationVariables = Exact<{
  input: SaveCrashGroupingRulesInput
}>

export type SaveGroupingRulesMutation = {
  saveCrashGroupingRules: { crashGroupingRules: { inApp: Array<string> } }
}

export type GroupingSettingsQueryVariables = Exact<{
  appId: string | number
}>

export type GroupingSettingsQuery = {
  app: {
    id: string
    crashGroupingRules: {
      inApp: Array<string>
      library: Array<string>
      rules: Array<{
        fingerprint: string
        action: CrashGroupingRuleAction
        type: string | null
        message: string | null
        frame: string | null
        path: string | null
      }>
    }
  }
}

export type IngestionSettingsQueryVariables = Exact<{
  appId: string | number
}>

export type IngestionSettingsQuery = {
  app: {
    id: string
    eventTypes: Array<{ name: string; version: number }>
    ingestion: {
      sampling: Array<{ eventType: string; rate: number }>
      rateLimits: {
        ' $fragmentRefs'?: { RateLimitsPanel_LimitsFragment: RateLimitsPanel_LimitsFragment }
      }
    }
  }
}

export type KeyTable_KeyFragment = {
  id: string
  name: string
  hint: string
  createdAt: string
  revokedAt: string | null
} & { ' $fragmentName'?: 'KeyTable_KeyFragment' }

export type RevokeIngestKeyMutationVariables = Exact<{
  input: RevokeIngestKeyInput
}>

export type RevokeIngestKeyMutation = {
  revokeIngestKey: { ingestKey: { id: string; revokedAt: string | null } }
}

export type KeySettingsQueryVariables = Exact<{
  appId: string | number
}>

export type KeySettingsQuery = {
  app: {
    id: string
    ingestKeys: Array<{ ' $fragmentRefs'?: { KeyTable_KeyFragment: KeyTable_KeyFragment } }>
  }
}

export type MemberTable_MemberFragment = { id: string; email: string; role: Role } & {
  ' $fragmentName'?: 'MemberTable_MemberFragment'
}

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput
}>

export type RemoveMemberMutation = { removeMember: { members: Array<{ id: string }> } }

export type MemberSettingsQueryVariables = Exact<{
  appId: string | number
}>

export type MemberSettingsQuery = {
  viewer: { id: string }
  app: {
    id: string
    members: Array<{
      ' $fragmentRefs'?: { MemberTable_MemberFragment: MemberTable_MemberFragment }
    }>
    accountChanges: Array<{
      ' $fragmentRefs'?: { AccountChangeLog_ChangeFragment: AccountChangeLog_ChangeFragment }
    }>
  }
}

export type RateLimitsPanel_LimitsFragment = {
  eventsPerKey: number
  eventsPerDevice: number
  usage: Array<{ id: string; name: string; hint: string; events: number }>
} & { ' $fragmentName'?: 'RateLimitsPanel_LimitsFragment' }

export type SetRateLimitsMutationVariables = Exact<{
  input: SetRateLimitsInput
}>

export type SetRateLimitsMutation = {
  setRateLimits: { ingestion: { rateLimits: { eventsPerKey: number; eventsPerDevice: number } } }
}

export type RegisterEventTypeMutationVariables = Exact<{
  input: RegisterEventTypeInput
}>

export type RegisterEventTypeMutation = {
  registerEventType: { eventType: { name: string; version: number } }
}

export type RetentionRuns_RunsFragment = {
  nextRunAt: string
  runs: Array<{
    dueAt: string
    startedAt: string
    durationSeconds: number | null
    rows: number
    bytes: number
  }>
} & { ' $fragmentName'?: 'RetentionRuns_RunsFragment' }

export type RetentionSettingsQueryVariables = Exact<{
  appId: string | number
}>

export type RetentionSettingsQuery = {
  app: { id: string; retentionLimits: Array<{ policy: RetentionPolicy; days: number }> }
  retentionRuns: { ' $fragmentRefs'?: { RetentionRuns_RunsFragment: RetentionRuns_RunsFragment } }
}

export type SetRetentionMutationVariables = Exact<{
  input: SetRetentionInput
}>

export type SetRetentionMutation = {
  setRetention: { limits: Array<{ policy: RetentionPolicy; days: number }> }
}

export type SetSamplingMutationVariables = Exact<{
  input: SetSamplingInput
}>

export type SetSamplingMutation = {
  setSampling: { ingestion: { sampling: Array<{ eventType: string; rate: number }> } }
}

export type SourceMapsQueryVariables = Exact<{
  appId: string | number
  first: number
  after?: string | null | undefined
}>

export type SourceMapsQuery = {
  app: {
    id: string
    sourceMaps: {
      edges: Array<{
        node: {
          appVersion: string
          file: string
          segmentCount: number
          storedBytes: number
          uploadedAt: string
          uploadedBy: string
        }
      }>
      pageInfo: { hasNextPage: boolean; endCursor: string | null }
    }
  }
}

export type DeleteSourceMapMutationVariables = Exact<{
  input: DeleteSourceMapsInput
}>

export type DeleteSourceMapMutation = { deleteSourceMaps: { deletedCount: number } }

export type TokensPanel_TokenFragment = {
  id: string
  name: string
  hint: string
  createdAt: string
  expiresAt: string
} & { ' $fragmentName'?: 'TokensPanel_TokenFragment' }

export type CreateAccessTokenMutationVariables = Exact<{
  input: CreateAccessTokenInput
}>

export type CreateAccessTokenMutation = {
  createAccessToken: { secret: string; accessToken: { id: string; name: string } }
}

export type RevokeAccessTokenMutationVariables = Exact<{
  input: RevokeAccessTokenInput
}>

export type RevokeAccessTokenMutation = {
  revokeAccessToken: { accessTokens: Array<{ id: string }> }
}

export type CreateIngestKeyMutationVariables = Exact<{
  input: CreateIngestKeyInput
}>

export type CreateIngestKeyMutation = {
  createIngestKey: { secret: string; ingestKey: { id: string; name: string } }
}

export const DeliveryRow_DeliveryFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'DeliveryRow_delivery' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AlertDelivery' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'alertId' } },
          { kind: 'Field', name: { kind: 'Name', value: 'channelKind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'target' } },
          { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'crashMessage' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
          { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
          { kind: 'Field', name: { kind: 'Name', value: 'attempts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'latencyMs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextAttemptAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'response' } },
          { kind: 'Field', name: { kind: 'Name', value: 'error' } },
          { kind: 'Field', name: { kind: 'Name', value: 'acknowledgedAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'acknowledgedBy' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeliveryRow_DeliveryFragment, unknown>
export const ActiveUserTiles_UsersFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ActiveUserTiles_users' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ActiveUsers' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'dau' } },
          { kind: 'Field', name: { kind: 'Name', value: 'wau' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mau' } },
          { kind: 'Field', name: { kind: 'Name', value: 'stickiness' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ActiveUserTiles_UsersFragment, unknown>
export const CohortTable_CohortFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CohortTable_cohort' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Cohort' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'date' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'returned' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'afterDays' } },
                { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rate' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CohortTable_CohortFragment, unknown>
export const PercentileTiles_PerformanceFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'PercentileTiles_performance' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'whole' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PercentileTiles_PerformanceFragment, unknown>
export const PercentilesPanel_PerformanceFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'PercentilesPanel_performance' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PercentilesPanel_PerformanceFragment, unknown>
export const ReleaseTable_VersionFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ReleaseTable_version' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'VersionUsage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          { kind: 'Field', name: { kind: 'Name', value: 'share' } },
          { kind: 'Field', name: { kind: 'Name', value: 'starts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fatalCrashes' } },
          { kind: 'Field', name: { kind: 'Name', value: 'crashRate' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReleaseTable_VersionFragment, unknown>
export const SessionsPanel_CountFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'SessionsPanel_count' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SessionsPanel_CountFragment, unknown>
export const TopItemsPanel_ItemFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TopItemsPanel_item' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ItemUsage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'item' } },
          { kind: 'Field', name: { kind: 'Name', value: 'count' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          { kind: 'Field', name: { kind: 'Name', value: 'share' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<TopItemsPanel_ItemFragment, unknown>
export const VersionPercentiles_PerformanceFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'VersionPercentiles_performance' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byVersion' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<VersionPercentiles_PerformanceFragment, unknown>
export const Breadcrumbs_OccurrenceFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Breadcrumbs_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'timestamp' } },
          { kind: 'Field', name: { kind: 'Name', value: 'sessionId' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'breadcrumbs' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'IntValue', value: '20' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'timestamp' } },
                { kind: 'Field', name: { kind: 'Name', value: 'type' } },
                { kind: 'Field', name: { kind: 'Name', value: 'data' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<Breadcrumbs_OccurrenceFragment, unknown>
export const CrashDetails_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashDetails_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprints' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashDetails_GroupFragment, unknown>
export const CrashHeader_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashHeader_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'resolvedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashHeader_GroupFragment, unknown>
export const CrashRow_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashRow_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'grouping' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'countedFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'histogram' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'days' },
                value: { kind: 'IntValue', value: '14' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'day' } },
                { kind: 'Field', name: { kind: 'Name', value: 'crashes' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashRow_GroupFragment, unknown>
export const OccurrenceChart_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrenceChart_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'histogram' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'days' },
                value: { kind: 'IntValue', value: '30' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'day' } },
                { kind: 'Field', name: { kind: 'Name', value: 'crashes' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OccurrenceChart_GroupFragment, unknown>
export const OccurrenceDetails_OccurrenceFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrenceDetails_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'timestamp' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isFatal' } },
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mosisVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'sessionId' } },
          { kind: 'Field', name: { kind: 'Name', value: 'device' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'context' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'screen' } },
                { kind: 'Field', name: { kind: 'Name', value: 'memoryMb' } },
                { kind: 'Field', name: { kind: 'Name', value: 'uptimeSeconds' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OccurrenceDetails_OccurrenceFragment, unknown>
export const GroupingDetails_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'GroupingDetails_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'grouping' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'algorithm' } },
                { kind: 'Field', name: { kind: 'Name', value: 'groupedBy' } },
                { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'countedFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ignoredFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
                { kind: 'Field', name: { kind: 'Name', value: 'lines' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<GroupingDetails_GroupFragment, unknown>
export const OccurrencesPanel_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrencesPanel_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'FragmentSpread', name: { kind: 'Name', value: 'GroupingDetails_group' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'GroupingDetails_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'grouping' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'algorithm' } },
                { kind: 'Field', name: { kind: 'Name', value: 'groupedBy' } },
                { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'countedFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ignoredFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
                { kind: 'Field', name: { kind: 'Name', value: 'lines' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OccurrencesPanel_GroupFragment, unknown>
export const TriageState_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TriageState_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'resolvedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<TriageState_GroupFragment, unknown>
export const LiveRow_OccurrenceFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'LiveRow_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'receivedAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isFatal' } },
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'device' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<LiveRow_OccurrenceFragment, unknown>
export const TileMetricFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TileMetric' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previous' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'denominator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isLowSample' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<TileMetricFragment, unknown>
export const MetricTiles_OverviewFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTiles_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'dailyUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeSessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'sessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'averageSessionSeconds' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TileMetric' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previous' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'denominator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isLowSample' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MetricTiles_OverviewFragment, unknown>
export const DailyUsersPanel_OverviewFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'DailyUsersPanel_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'uniqueDevices' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DailyUsersPanel_OverviewFragment, unknown>
export const CrashesPanel_OverviewFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashesPanel_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'fatalCrashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashesPanel_OverviewFragment, unknown>
export const MetricTiles_StartupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTiles_startup' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'whole' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MetricTiles_StartupFragment, unknown>
export const VersionsPanel_VersionFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'VersionsPanel_version' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'VersionUsage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          { kind: 'Field', name: { kind: 'Name', value: 'share' } },
          { kind: 'Field', name: { kind: 'Name', value: 'starts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fatalCrashes' } },
          { kind: 'Field', name: { kind: 'Name', value: 'crashRate' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<VersionsPanel_VersionFragment, unknown>
export const OverviewContent_AppFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OverviewContent_app' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'App' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'overview' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'date' } }],
                  },
                },
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTiles_overview' } },
                {
                  kind: 'FragmentSpread',
                  name: { kind: 'Name', value: 'DailyUsersPanel_overview' },
                },
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'CrashesPanel_overview' } },
              ],
            },
          },
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'previous' },
            name: { kind: 'Name', value: 'overview' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            directives: [
              {
                kind: 'Directive',
                name: { kind: 'Name', value: 'include' },
                arguments: [
                  {
                    kind: 'Argument',
                    name: { kind: 'Name', value: 'if' },
                    value: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
                  },
                ],
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'date' } }],
                  },
                },
                {
                  kind: 'FragmentSpread',
                  name: { kind: 'Name', value: 'DailyUsersPanel_overview' },
                },
              ],
            },
          },
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'startup' },
            name: { kind: 'Name', value: 'performance' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'measure' },
                value: { kind: 'EnumValue', value: 'STARTUP' },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTiles_startup' } },
              ],
            },
          },
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'previousStartup' },
            name: { kind: 'Name', value: 'performance' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'measure' },
                value: { kind: 'EnumValue', value: 'STARTUP' },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            directives: [
              {
                kind: 'Directive',
                name: { kind: 'Name', value: 'include' },
                arguments: [
                  {
                    kind: 'Argument',
                    name: { kind: 'Name', value: 'if' },
                    value: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
                  },
                ],
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTiles_startup' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'versions' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'VersionsPanel_version' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TileMetric' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previous' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'denominator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isLowSample' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTiles_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'dailyUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeSessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'sessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'averageSessionSeconds' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'DailyUsersPanel_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'uniqueDevices' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashesPanel_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'fatalCrashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTiles_startup' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'whole' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'VersionsPanel_version' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'VersionUsage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          { kind: 'Field', name: { kind: 'Name', value: 'share' } },
          { kind: 'Field', name: { kind: 'Name', value: 'starts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fatalCrashes' } },
          { kind: 'Field', name: { kind: 'Name', value: 'crashRate' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OverviewContent_AppFragment, unknown>
export const AccountChangeLog_ChangeFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'AccountChangeLog_change' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AccountChange' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'actor' } },
          { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'subject' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AccountChangeLog_ChangeFragment, unknown>
export const KeyTable_KeyFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'KeyTable_key' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'IngestKey' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
          { kind: 'Field', name: { kind: 'Name', value: 'hint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'revokedAt' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<KeyTable_KeyFragment, unknown>
export const MemberTable_MemberFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MemberTable_member' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Member' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'email' } },
          { kind: 'Field', name: { kind: 'Name', value: 'role' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MemberTable_MemberFragment, unknown>
export const RateLimitsPanel_LimitsFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'RateLimitsPanel_limits' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'RateLimits' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'eventsPerKey' } },
          { kind: 'Field', name: { kind: 'Name', value: 'eventsPerDevice' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'usage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                { kind: 'Field', name: { kind: 'Name', value: 'hint' } },
                { kind: 'Field', name: { kind: 'Name', value: 'events' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RateLimitsPanel_LimitsFragment, unknown>
export const RetentionRuns_RunsFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'RetentionRuns_runs' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'RetentionRuns' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'nextRunAt' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'runs' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'dueAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'startedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'durationSeconds' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
                { kind: 'Field', name: { kind: 'Name', value: 'bytes' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RetentionRuns_RunsFragment, unknown>
export const TokensPanel_TokenFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TokensPanel_token' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AccessToken' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
          { kind: 'Field', name: { kind: 'Name', value: 'hint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'expiresAt' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<TokensPanel_TokenFragment, unknown>
export const ViewerDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Viewer' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'viewer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'email' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'memberships' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'appId' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'role' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>
export const NewGroupsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'NewGroups' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'since' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateTime' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'newCrashGroups' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appId' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'since' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'since' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'type' } },
                { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                { kind: 'Field', name: { kind: 'Name', value: 'status' } },
                { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
                { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
                { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'CrashRow_group' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashRow_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'grouping' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'countedFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'histogram' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'days' },
                value: { kind: 'IntValue', value: '14' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'day' } },
                { kind: 'Field', name: { kind: 'Name', value: 'crashes' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<NewGroupsSubscription, NewGroupsSubscriptionVariables>
export const ScopeVersionsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'ScopeVersions' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'versions' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'share' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ScopeVersionsQuery, ScopeVersionsQueryVariables>
export const SendTestDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SendTest' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SendTestAlertInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'sendTestAlert' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'deliveryId' } },
                { kind: 'Field', name: { kind: 'Name', value: 'isDelivered' } },
                { kind: 'Field', name: { kind: 'Name', value: 'response' } },
                { kind: 'Field', name: { kind: 'Name', value: 'error' } },
                { kind: 'Field', name: { kind: 'Name', value: 'latencyMs' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SendTestMutation, SendTestMutationVariables>
export const ResendConfirmationDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'ResendConfirmation' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ResendAlertConfirmationInput' },
            },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'resendAlertConfirmation' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertChannel' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ResendConfirmationMutation, ResendConfirmationMutationVariables>
export const DeleteChannelDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'DeleteChannel' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DeleteAlertChannelInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'deleteAlertChannel' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'deletedId' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeleteChannelMutation, DeleteChannelMutationVariables>
export const CreateChannelDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateChannel' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CreateAlertChannelInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createAlertChannel' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertChannel' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateChannelMutation, CreateChannelMutationVariables>
export const UpdateChannelDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'UpdateChannel' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UpdateAlertChannelInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'updateAlertChannel' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertChannel' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UpdateChannelMutation, UpdateChannelMutationVariables>
export const ReplayDeadDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'ReplayDead' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'ReplayDeadAlertDeliveriesInput' },
            },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'replayDeadAlertDeliveries' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'deliveryCount' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReplayDeadMutation, ReplayDeadMutationVariables>
export const ReplayDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Replay' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ReplayAlertDeliveryInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'replayAlertDelivery' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'deliveryId' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReplayMutation, ReplayMutationVariables>
export const AcknowledgeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Acknowledge' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'AcknowledgeAlertInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'acknowledgeAlert' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'alertId' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AcknowledgeMutation, AcknowledgeMutationVariables>
export const MuteAlertDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'MuteAlert' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'MuteAlertInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'muteAlert' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'alertId' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MuteAlertMutation, MuteAlertMutationVariables>
export const DeliveriesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Deliveries' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'AlertDeliveryFilter' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertDeliveries' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'after' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'filter' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  {
                                    kind: 'FragmentSpread',
                                    name: { kind: 'Name', value: 'DeliveryRow_delivery' },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pageInfo' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'DeliveryRow_delivery' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AlertDelivery' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'alertId' } },
          { kind: 'Field', name: { kind: 'Name', value: 'channelKind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'target' } },
          { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'crashMessage' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
          { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
          { kind: 'Field', name: { kind: 'Name', value: 'attempts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'latencyMs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextAttemptAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'response' } },
          { kind: 'Field', name: { kind: 'Name', value: 'error' } },
          { kind: 'Field', name: { kind: 'Name', value: 'acknowledgedAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'acknowledgedBy' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeliveriesQuery, DeliveriesQueryVariables>
export const SetRuleEnabledDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SetRuleEnabled' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SetAlertRuleEnabledInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'setAlertRuleEnabled' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertRule' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isEnabled' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SetRuleEnabledMutation, SetRuleEnabledMutationVariables>
export const MuteRuleDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'MuteRule' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'MuteAlertRuleInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'muteAlertRule' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertRule' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'mutedUntil' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MuteRuleMutation, MuteRuleMutationVariables>
export const DeleteRuleDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'DeleteRule' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DeleteAlertRuleInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'deleteAlertRule' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'deletedId' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeleteRuleMutation, DeleteRuleMutationVariables>
export const CreateRuleDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateRule' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CreateAlertRuleInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createAlertRule' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertRule' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateRuleMutation, CreateRuleMutationVariables>
export const UpdateRuleDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'UpdateRule' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UpdateAlertRuleInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'updateAlertRule' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertRule' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UpdateRuleMutation, UpdateRuleMutationVariables>
export const RulesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Rules' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertRules' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isEnabled' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'mutedUntil' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'conditions' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'appVersions' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'crashTypes' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'statuses' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'isFatal' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'velocity' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'windowMinutes' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'sessionPercent' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'spike' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'windowMinutes' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'factor' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'minCrashes' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'crashFree' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'basis' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'belowPercent' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'days' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'minSample' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'silence' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'windowMinutes' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'belowPercent' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'minEvents' } },
                          ],
                        },
                      },
                      { kind: 'Field', name: { kind: 'Name', value: 'cooldownMinutes' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'escalateAfterMinutes' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'channelIds' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'escalateTo' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'updatedAt' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'updatedBy' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RulesQuery, RulesQueryVariables>
export const ChannelsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Channels' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'alertChannelKinds' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                { kind: 'Field', name: { kind: 'Name', value: 'label' } },
                { kind: 'Field', name: { kind: 'Name', value: 'addressType' } },
                { kind: 'Field', name: { kind: 'Name', value: 'addressLabel' } },
                { kind: 'Field', name: { kind: 'Name', value: 'addressHint' } },
                { kind: 'Field', name: { kind: 'Name', value: 'hasSecret' } },
                { kind: 'Field', name: { kind: 'Name', value: 'hasConfirmation' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertChannels' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'target' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'hasSecret' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isEnabled' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'verifiedAt' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'quiet' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'hourlyCap' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'digestMinutes' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'quietFrom' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'quietUntil' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'timeZone' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'canUrgentBreakQuietHours' },
                            },
                          ],
                        },
                      },
                      { kind: 'Field', name: { kind: 'Name', value: 'updatedAt' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'updatedBy' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ChannelsQuery, ChannelsQueryVariables>
export const BenchmarksPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'BenchmarksPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'benchmark' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'category' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'crashFreeUsers' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'percentile' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'startupMs' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'percentile' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'sessionSeconds' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'percentile' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<BenchmarksPageQuery, BenchmarksPageQueryVariables>
export const BreakdownDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Breakdown' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'type' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'field' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'breakdown' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'type' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'type' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'field' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'field' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '20' },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'item' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'count' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'share' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<BreakdownQuery, BreakdownQueryVariables>
export const EventsOfTypeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'EventsOfType' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'type' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'events' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'type' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'type' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'count' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'uniqueDevices' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<EventsOfTypeQuery, EventsOfTypeQueryVariables>
export const EventsPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'EventsPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'events' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'count' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'uniqueDevices' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'eventTypes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'version' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isCollected' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'fields' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<EventsPageQuery, EventsPageQueryVariables>
export const FunnelPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'FunnelPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'steps' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'ListType',
              type: {
                kind: 'NonNullType',
                type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
              },
            },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'eventTypes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'version' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'funnel' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'steps' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'steps' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'eventType' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'sessions' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'rate' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<FunnelPageQuery, FunnelPageQueryVariables>
export const PerformancePageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'PerformancePage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'measure' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Measure' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Boolean' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'performance' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'measure' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'measure' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'PercentileTiles_performance' },
                      },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'PercentilesPanel_performance' },
                      },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'VersionPercentiles_performance' },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  alias: { kind: 'Name', value: 'previous' },
                  name: { kind: 'Name', value: 'performance' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'measure' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'measure' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  directives: [
                    {
                      kind: 'Directive',
                      name: { kind: 'Name', value: 'include' },
                      arguments: [
                        {
                          kind: 'Argument',
                          name: { kind: 'Name', value: 'if' },
                          value: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
                        },
                      ],
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'PercentileTiles_performance' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'PercentileTiles_performance' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'whole' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'PercentilesPanel_performance' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'VersionPercentiles_performance' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byVersion' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PerformancePageQuery, PerformancePageQueryVariables>
export const ReleasesPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'ReleasesPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'versions' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'ReleaseTable_version' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ReleaseTable_version' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'VersionUsage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          { kind: 'Field', name: { kind: 'Name', value: 'share' } },
          { kind: 'Field', name: { kind: 'Name', value: 'starts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fatalCrashes' } },
          { kind: 'Field', name: { kind: 'Name', value: 'crashRate' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReleasesPageQuery, ReleasesPageQueryVariables>
export const RetentionPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'RetentionPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'retention' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'CohortTable_cohort' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CohortTable_cohort' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Cohort' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'date' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'returned' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'afterDays' } },
                { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rate' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RetentionPageQuery, RetentionPageQueryVariables>
export const UsagePageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'UsagePage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Boolean' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'activeUsers' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'ActiveUserTiles_users' },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'sessions' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'count' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'FragmentSpread',
                              name: { kind: 'Name', value: 'SessionsPanel_count' },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'durations' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'FragmentSpread',
                              name: { kind: 'Name', value: 'PercentilesPanel_performance' },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  alias: { kind: 'Name', value: 'previousSessions' },
                  name: { kind: 'Name', value: 'sessions' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  directives: [
                    {
                      kind: 'Directive',
                      name: { kind: 'Name', value: 'include' },
                      arguments: [
                        {
                          kind: 'Argument',
                          name: { kind: 'Name', value: 'if' },
                          value: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
                        },
                      ],
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'count' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'FragmentSpread',
                              name: { kind: 'Name', value: 'SessionsPanel_count' },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'topScreens' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '10' },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TopItemsPanel_item' },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'topElements' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '10' },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TopItemsPanel_item' },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'topFeatures' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '10' },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TopItemsPanel_item' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'ActiveUserTiles_users' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ActiveUsers' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'dau' } },
          { kind: 'Field', name: { kind: 'Name', value: 'wau' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mau' } },
          { kind: 'Field', name: { kind: 'Name', value: 'stickiness' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'SessionsPanel_count' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'PercentilesPanel_performance' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p75' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p95' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p99' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TopItemsPanel_item' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ItemUsage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'item' } },
          { kind: 'Field', name: { kind: 'Name', value: 'count' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          { kind: 'Field', name: { kind: 'Name', value: 'share' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UsagePageQuery, UsagePageQueryVariables>
export const AdoptionDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Adoption' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'versions' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'ListType',
              type: {
                kind: 'NonNullType',
                type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
              },
            },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'adoption' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersions' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'versions' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AdoptionQuery, AdoptionQueryVariables>
export const CrashActivityDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'CrashActivity' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroup' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'fingerprint' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'activity' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'first' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'edges' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'node' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [
                                        { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                        {
                                          kind: 'Field',
                                          name: { kind: 'Name', value: 'createdAt' },
                                        },
                                        { kind: 'Field', name: { kind: 'Name', value: 'actor' } },
                                        { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                                        {
                                          kind: 'Field',
                                          name: { kind: 'Name', value: 'detail' },
                                          selectionSet: {
                                            kind: 'SelectionSet',
                                            selections: [
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'fix' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'fixedInVersion' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'ignoredUntil' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'moreOccurrences' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'moreDevices' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'assignee' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'text' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'mergedInto' },
                                              },
                                              {
                                                kind: 'Field',
                                                name: { kind: 'Name', value: 'fingerprints' },
                                              },
                                            ],
                                          },
                                        },
                                      ],
                                    },
                                  },
                                ],
                              },
                            },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'pageInfo' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashActivityQuery, CrashActivityQueryVariables>
export const CommentDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Comment' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CommentOnCrashGroupInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'commentOnCrashGroup' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroup' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CommentMutation, CommentMutationVariables>
export const AlertHistoryDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'AlertHistory' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'alertChannelKinds' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                { kind: 'Field', name: { kind: 'Name', value: 'label' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertDeliveries' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '10' },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'filter' },
                      value: {
                        kind: 'ObjectValue',
                        fields: [
                          {
                            kind: 'ObjectField',
                            name: { kind: 'Name', value: 'fingerprint' },
                            value: {
                              kind: 'Variable',
                              name: { kind: 'Name', value: 'fingerprint' },
                            },
                          },
                        ],
                      },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'state' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'channelKind' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'target' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'error' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AlertHistoryQuery, AlertHistoryQueryVariables>
export const UnmergeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Unmerge' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UnmergeCrashGroupsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'unmergeCrashGroups' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UnmergeMutation, UnmergeMutationVariables>
export const MergeCandidatesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'MergeCandidates' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'search' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '12' },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'filter' },
                      value: {
                        kind: 'ObjectValue',
                        fields: [
                          {
                            kind: 'ObjectField',
                            name: { kind: 'Name', value: 'search' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'search' } },
                          },
                        ],
                      },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'type' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'occurrenceCount' },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MergeCandidatesQuery, MergeCandidatesQueryVariables>
export const MergeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Merge' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'MergeCrashGroupsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'mergeCrashGroups' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroup' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'fingerprints' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MergeMutation, MergeMutationVariables>
export const SimilarGroupsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'SimilarGroups' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroup' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'fingerprint' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'similar' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'first' },
                            value: { kind: 'IntValue', value: '5' },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'type' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SimilarGroupsQuery, SimilarGroupsQueryVariables>
export const CrashPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'CrashPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroup' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'fingerprint' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'sampleStackTrace' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'CrashHeader_group' },
                      },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'CrashDetails_group' },
                      },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'OccurrenceChart_group' },
                      },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'GroupingDetails_group' },
                      },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'OccurrencesPanel_group' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'GroupingDetails_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'grouping' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'algorithm' } },
                { kind: 'Field', name: { kind: 'Name', value: 'groupedBy' } },
                { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'countedFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ignoredFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
                { kind: 'Field', name: { kind: 'Name', value: 'lines' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashHeader_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'resolvedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashDetails_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprints' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrenceChart_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'histogram' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'days' },
                value: { kind: 'IntValue', value: '30' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'day' } },
                { kind: 'Field', name: { kind: 'Name', value: 'crashes' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrencesPanel_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'FragmentSpread', name: { kind: 'Name', value: 'GroupingDetails_group' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashPageQuery, CrashPageQueryVariables>
export const CrashListDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'CrashList' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroupFilter' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'sort' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroupSort' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'isFirst' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Boolean' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'after' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'filter' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'filter' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'sort' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'sort' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'totalCount' },
                        directives: [
                          {
                            kind: 'Directive',
                            name: { kind: 'Name', value: 'include' },
                            arguments: [
                              {
                                kind: 'Argument',
                                name: { kind: 'Name', value: 'if' },
                                value: {
                                  kind: 'Variable',
                                  name: { kind: 'Name', value: 'isFirst' },
                                },
                              },
                            ],
                          },
                        ],
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  {
                                    kind: 'FragmentSpread',
                                    name: { kind: 'Name', value: 'CrashRow_group' },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pageInfo' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashRow_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'grouping' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'countedFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'histogram' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'days' },
                value: { kind: 'IntValue', value: '14' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'day' } },
                { kind: 'Field', name: { kind: 'Name', value: 'crashes' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashListQuery, CrashListQueryVariables>
export const FilterOptionsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'FilterOptions' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'versions' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'appVersion' } }],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '100' },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'type' } },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'affectedVersions' },
                                  },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'triage' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [
                                        {
                                          kind: 'Field',
                                          name: { kind: 'Name', value: 'assignee' },
                                        },
                                      ],
                                    },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<FilterOptionsQuery, FilterOptionsQueryVariables>
export const AssigneesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Assignees' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'members' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'email' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AssigneesQuery, AssigneesQueryVariables>
export const OccurrencesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Occurrences' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroup' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'fingerprint' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'fingerprint' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'occurrences' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'first' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
                          },
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'after' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'edges' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'node' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [
                                        { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                        {
                                          kind: 'Field',
                                          name: { kind: 'Name', value: 'stackTrace' },
                                        },
                                        {
                                          kind: 'FragmentSpread',
                                          name: {
                                            kind: 'Name',
                                            value: 'OccurrenceDetails_occurrence',
                                          },
                                        },
                                        {
                                          kind: 'FragmentSpread',
                                          name: { kind: 'Name', value: 'Breadcrumbs_occurrence' },
                                        },
                                      ],
                                    },
                                  },
                                ],
                              },
                            },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'pageInfo' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrenceDetails_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'timestamp' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isFatal' } },
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mosisVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'sessionId' } },
          { kind: 'Field', name: { kind: 'Name', value: 'device' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'context' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'screen' } },
                { kind: 'Field', name: { kind: 'Name', value: 'memoryMb' } },
                { kind: 'Field', name: { kind: 'Name', value: 'uptimeSeconds' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Breadcrumbs_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'timestamp' } },
          { kind: 'Field', name: { kind: 'Name', value: 'sessionId' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'breadcrumbs' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'IntValue', value: '20' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'timestamp' } },
                { kind: 'Field', name: { kind: 'Name', value: 'type' } },
                { kind: 'Field', name: { kind: 'Name', value: 'data' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OccurrencesQuery, OccurrencesQueryVariables>
export const ResolveDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Resolve' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ResolveCrashGroupsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'resolveCrashGroups' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TriageState_group' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TriageState_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'resolvedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ResolveMutation, ResolveMutationVariables>
export const IgnoreDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Ignore' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'IgnoreCrashGroupsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'ignoreCrashGroups' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TriageState_group' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TriageState_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'resolvedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<IgnoreMutation, IgnoreMutationVariables>
export const ReopenDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Reopen' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ReopenCrashGroupsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'reopenCrashGroups' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TriageState_group' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TriageState_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'resolvedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReopenMutation, ReopenMutationVariables>
export const AssignDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Assign' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'AssignCrashGroupsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'assignCrashGroups' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TriageState_group' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TriageState_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'resolvedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AssignMutation, AssignMutationVariables>
export const LiveNowDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'LiveNow' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'liveNow' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'countedAt' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'sessions' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<LiveNowQuery, LiveNowQueryVariables>
export const CrashFeedDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'CrashFeed' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'since' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateTime' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFeed' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appId' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'since' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'since' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'receivedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'LiveRow_occurrence' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'LiveRow_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'receivedAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isFatal' } },
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'device' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashFeedSubscription, CrashFeedSubscriptionVariables>
export const DataHealthDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'DataHealth' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'liveNow' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'countedAt' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'sessions' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ingestion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'sampling' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'eventType' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'rate' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'rateLimits' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'eventsPerKey' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'usage' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'events' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'alertDeliveries' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '50' },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'state' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DataHealthQuery, DataHealthQueryVariables>
export const HasSentDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'HasSent' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'versions' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'appVersion' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<HasSentQuery, HasSentQueryVariables>
export const LastEventDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'LastEvent' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'liveNow' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'countedAt' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'lastEventAt' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<LastEventQuery, LastEventQueryVariables>
export const OverviewPageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'OverviewPage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DateRange' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Boolean' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'overview' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'appVersion' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'starts' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'crashes' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
                          ],
                        },
                      },
                    ],
                  },
                },
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'OverviewContent_app' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroups' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '5' },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'filter' },
                      value: {
                        kind: 'ObjectValue',
                        fields: [
                          {
                            kind: 'ObjectField',
                            name: { kind: 'Name', value: 'status' },
                            value: { kind: 'EnumValue', value: 'OPEN' },
                          },
                          {
                            kind: 'ObjectField',
                            name: { kind: 'Name', value: 'appVersion' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
                          },
                        ],
                      },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  {
                                    kind: 'FragmentSpread',
                                    name: { kind: 'Name', value: 'CrashRow_group' },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TileMetric' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previous' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'denominator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isLowSample' } },
          { kind: 'Field', name: { kind: 'Name', value: 'isEstimated' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'value' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTiles_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'dailyUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeSessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'sessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'averageSessionSeconds' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'TileMetric' } }],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'DailyUsersPanel_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'series' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'uniqueDevices' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashesPanel_overview' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Overview' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'start' } },
          { kind: 'Field', name: { kind: 'Name', value: 'end' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'fatalCrashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTiles_startup' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Performance' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'whole' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'byDay' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'date' } },
                { kind: 'Field', name: { kind: 'Name', value: 'p50' } },
                { kind: 'Field', name: { kind: 'Name', value: 'count' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'VersionsPanel_version' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'VersionUsage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
          { kind: 'Field', name: { kind: 'Name', value: 'devices' } },
          { kind: 'Field', name: { kind: 'Name', value: 'share' } },
          { kind: 'Field', name: { kind: 'Name', value: 'starts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fatalCrashes' } },
          { kind: 'Field', name: { kind: 'Name', value: 'crashRate' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OverviewContent_app' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'App' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'overview' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'date' } }],
                  },
                },
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTiles_overview' } },
                {
                  kind: 'FragmentSpread',
                  name: { kind: 'Name', value: 'DailyUsersPanel_overview' },
                },
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'CrashesPanel_overview' } },
              ],
            },
          },
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'previous' },
            name: { kind: 'Name', value: 'overview' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            directives: [
              {
                kind: 'Directive',
                name: { kind: 'Name', value: 'include' },
                arguments: [
                  {
                    kind: 'Argument',
                    name: { kind: 'Name', value: 'if' },
                    value: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
                  },
                ],
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'series' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'date' } }],
                  },
                },
                {
                  kind: 'FragmentSpread',
                  name: { kind: 'Name', value: 'DailyUsersPanel_overview' },
                },
              ],
            },
          },
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'startup' },
            name: { kind: 'Name', value: 'performance' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'measure' },
                value: { kind: 'EnumValue', value: 'STARTUP' },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTiles_startup' } },
              ],
            },
          },
          {
            kind: 'Field',
            alias: { kind: 'Name', value: 'previousStartup' },
            name: { kind: 'Name', value: 'performance' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'measure' },
                value: { kind: 'EnumValue', value: 'STARTUP' },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'previousRange' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'appVersion' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'version' } },
              },
            ],
            directives: [
              {
                kind: 'Directive',
                name: { kind: 'Name', value: 'include' },
                arguments: [
                  {
                    kind: 'Argument',
                    name: { kind: 'Name', value: 'if' },
                    value: { kind: 'Variable', name: { kind: 'Name', value: 'isCompared' } },
                  },
                ],
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTiles_startup' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'versions' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'range' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'range' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'VersionsPanel_version' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashRow_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deviceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'triage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'fix' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixedInVersion' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntil' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilOccurrences' } },
                { kind: 'Field', name: { kind: 'Name', value: 'ignoredUntilDevices' } },
                { kind: 'Field', name: { kind: 'Name', value: 'regressionCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'assignee' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'grouping' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'countedFrames' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'function' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'origin' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'histogram' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'days' },
                value: { kind: 'IntValue', value: '14' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'day' } },
                { kind: 'Field', name: { kind: 'Name', value: 'crashes' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OverviewPageQuery, OverviewPageQueryVariables>
export const AccountSettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'AccountSettings' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'viewer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'email' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'accessTokens' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'TokensPanel_token' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'TokensPanel_token' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AccessToken' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
          { kind: 'Field', name: { kind: 'Name', value: 'hint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'expiresAt' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AccountSettingsQuery, AccountSettingsQueryVariables>
export const SetMemberDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SetMember' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SetMemberInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'setMember' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'members' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'email' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'role' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SetMemberMutation, SetMemberMutationVariables>
export const EventTypeSettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'EventTypeSettings' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'isCollectingUnknownEvents' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'eventTypes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'version' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'tier' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'isCollected' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'registeredAt' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'fields' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<EventTypeSettingsQuery, EventTypeSettingsQueryVariables>
export const SetUnknownEventCollectionDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SetUnknownEventCollection' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'SetUnknownEventCollectionInput' },
            },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'setUnknownEventCollection' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'isEnabled' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<
  SetUnknownEventCollectionMutation,
  SetUnknownEventCollectionMutationVariables
>
export const GeneralSettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'GeneralSettings' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'benchmark' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'category' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<GeneralSettingsQuery, GeneralSettingsQueryVariables>
export const RenameAppDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RenameApp' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RenameAppInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'renameApp' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'name' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RenameAppMutation, RenameAppMutationVariables>
export const SetBenchmarkDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SetBenchmark' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SetBenchmarkInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'setBenchmark' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'category' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SetBenchmarkMutation, SetBenchmarkMutationVariables>
export const PreviewGroupingRulesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'PreviewGroupingRules' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'rules' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroupingRulesInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'previewCrashGroupingRules' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'rules' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'rules' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'crashCount' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'changes' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'crashCount' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'previousFingerprints' },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PreviewGroupingRulesQuery, PreviewGroupingRulesQueryVariables>
export const SaveGroupingRulesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SaveGroupingRules' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: {
              kind: 'NamedType',
              name: { kind: 'Name', value: 'SaveCrashGroupingRulesInput' },
            },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'saveCrashGroupingRules' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroupingRules' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'inApp' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SaveGroupingRulesMutation, SaveGroupingRulesMutationVariables>
export const GroupingSettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'GroupingSettings' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'crashGroupingRules' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'rules' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'action' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'type' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'frame' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'path' } },
                          ],
                        },
                      },
                      { kind: 'Field', name: { kind: 'Name', value: 'inApp' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'library' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<GroupingSettingsQuery, GroupingSettingsQueryVariables>
export const IngestionSettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'IngestionSettings' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'eventTypes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'version' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ingestion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'sampling' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'eventType' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'rate' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'rateLimits' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'FragmentSpread',
                              name: { kind: 'Name', value: 'RateLimitsPanel_limits' },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'RateLimitsPanel_limits' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'RateLimits' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'eventsPerKey' } },
          { kind: 'Field', name: { kind: 'Name', value: 'eventsPerDevice' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'usage' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                { kind: 'Field', name: { kind: 'Name', value: 'hint' } },
                { kind: 'Field', name: { kind: 'Name', value: 'events' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<IngestionSettingsQuery, IngestionSettingsQueryVariables>
export const RevokeIngestKeyDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RevokeIngestKey' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RevokeIngestKeyInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'revokeIngestKey' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ingestKey' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'revokedAt' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RevokeIngestKeyMutation, RevokeIngestKeyMutationVariables>
export const KeySettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'KeySettings' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ingestKeys' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'KeyTable_key' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'KeyTable_key' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'IngestKey' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'name' } },
          { kind: 'Field', name: { kind: 'Name', value: 'hint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'revokedAt' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<KeySettingsQuery, KeySettingsQueryVariables>
export const RemoveMemberDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RemoveMember' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RemoveMemberInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'removeMember' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'members' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RemoveMemberMutation, RemoveMemberMutationVariables>
export const MemberSettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'MemberSettings' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'viewer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'members' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'MemberTable_member' },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'accountChanges' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'IntValue', value: '50' },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'AccountChangeLog_change' },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MemberTable_member' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Member' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'email' } },
          { kind: 'Field', name: { kind: 'Name', value: 'role' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'AccountChangeLog_change' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AccountChange' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'actor' } },
          { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'subject' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MemberSettingsQuery, MemberSettingsQueryVariables>
export const SetRateLimitsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SetRateLimits' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SetRateLimitsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'setRateLimits' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ingestion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'rateLimits' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'eventsPerKey' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'eventsPerDevice' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SetRateLimitsMutation, SetRateLimitsMutationVariables>
export const RegisterEventTypeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RegisterEventType' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RegisterEventTypeInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'registerEventType' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'eventType' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'version' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RegisterEventTypeMutation, RegisterEventTypeMutationVariables>
export const RetentionSettingsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'RetentionSettings' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'retentionLimits' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'policy' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'days' } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'retentionRuns' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'IntValue', value: '10' },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'RetentionRuns_runs' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'RetentionRuns_runs' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'RetentionRuns' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'nextRunAt' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'runs' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'dueAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'startedAt' } },
                { kind: 'Field', name: { kind: 'Name', value: 'durationSeconds' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
                { kind: 'Field', name: { kind: 'Name', value: 'bytes' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RetentionSettingsQuery, RetentionSettingsQueryVariables>
export const SetRetentionDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SetRetention' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SetRetentionInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'setRetention' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'limits' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'policy' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'days' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SetRetentionMutation, SetRetentionMutationVariables>
export const SetSamplingDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SetSampling' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SetSamplingInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'setSampling' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ingestion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'sampling' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'eventType' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'rate' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SetSamplingMutation, SetSamplingMutationVariables>
export const SourceMapsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'SourceMaps' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'app' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'appId' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'sourceMaps' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'first' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
                    },
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'after' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'edges' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'node' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'appVersion' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'file' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'segmentCount' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'storedBytes' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'uploadedAt' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'uploadedBy' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'pageInfo' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SourceMapsQuery, SourceMapsQueryVariables>
export const DeleteSourceMapDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'DeleteSourceMap' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'DeleteSourceMapsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'deleteSourceMaps' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'deletedCount' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeleteSourceMapMutation, DeleteSourceMapMutationVariables>
export const CreateAccessTokenDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateAccessToken' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CreateAccessTokenInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createAccessToken' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'secret' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'accessToken' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>
export const RevokeAccessTokenDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RevokeAccessToken' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RevokeAccessTokenInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'revokeAccessToken' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'accessTokens' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RevokeAccessTokenMutation, RevokeAccessTokenMutationVariables>
export const CreateIngestKeyDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateIngestKey' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CreateIngestKeyInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createIngestKey' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'secret' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'ingestKey' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateIngestKeyMutation, CreateIngestKeyMutationVariables>
