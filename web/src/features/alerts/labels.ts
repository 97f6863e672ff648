/** Labels of the enums of alerting. */
import type {
  AlertDeliveryReason,
  AlertDeliveryState,
  AlertKind,
  AlertRuleKind,
} from '@/gql/graphql'

export const DELIVERY_STATE_LABELS: Record<AlertDeliveryState, string> = {
  PENDING: 'Pending',
  SENDING: 'Sending',
  RETRYING: 'Retrying',
  DELIVERED: 'Delivered',
  DEAD: 'Dead',
  HELD: 'Held',
  SUPPRESSED: 'Suppressed',
}

export const DELIVERY_REASON_LABELS: Record<AlertDeliveryReason, string> = {
  RULE_GONE: 'Rule deleted or disabled',
  RULE_MUTED: 'Rule muted',
  GROUP_MUTED: 'Subject muted',
  COOLDOWN: 'Within the cooldown',
  CHANNEL_DISABLED: 'Channel disabled',
  CHANNEL_UNVERIFIED: 'Channel not verified',
  STORM: 'Part of an alert storm',
  QUIET_HOURS: 'Quiet hours',
  DIGEST: 'Waiting for the digest',
  HOURLY_CAP: 'Hourly limit reached',
}

export const ALERT_KIND_LABELS: Record<AlertKind, string> = {
  NEW_CRASH_GROUP: 'New crash group',
  REGRESSION: 'Regression',
  VELOCITY: 'Spreading fast',
  SPIKE: 'Spike',
  CRASH_FREE: 'Crash-free rate',
  SILENCE: 'Silence',
  DIGEST: 'Digest',
  CAPPED: 'Hourly limit',
  STORM: 'Alert storm',
  ESCALATION: 'Escalation',
  TEST: 'Test',
  VERIFICATION: 'Verification',
}

/** Completes "When …". */
export const RULE_KIND_LABELS: Record<AlertRuleKind, string> = {
  NEW_CRASH_GROUP: 'a new crash group appears',
  REGRESSION: 'a resolved crash occurs again',
  VELOCITY: 'a crash spreads',
  SPIKE: 'a crash is much more frequent than usual',
  CRASH_FREE: 'the crash-free rate drops',
  SILENCE: 'the app sends much less than usual',
}
