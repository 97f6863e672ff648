import type { AlertDeliveryState, AlertKind } from '@/gql/graphql'
import { ALERT_KIND_LABELS, DELIVERY_STATE_LABELS } from '@/features/alerts/labels'

/** Which deliveries to list; it lives in the address. */
export interface DeliveryFilter {
  state: AlertDeliveryState | null
  kind: AlertKind | null
  channelId: string | null
  ruleId: string | null
  fingerprint: string | null
}

export function parseDeliveryFilter(params: URLSearchParams): DeliveryFilter {
  return {
    state: parseOption(
      Object.keys(DELIVERY_STATE_LABELS) as AlertDeliveryState[],
      params.get('state'),
    ),
    kind: parseOption(Object.keys(ALERT_KIND_LABELS) as AlertKind[], params.get('kind')),
    channelId: params.get('channel'),
    ruleId: params.get('rule'),
    fingerprint: params.get('fingerprint'),
  }
}

const parseOption = <T extends string>(known: readonly T[], asked: string | null): T | null =>
  known.find((each) => each === asked) ?? null

export const isFiltered = (filter: DeliveryFilter): boolean =>
  Object.values(filter).some((value) => value !== null)
