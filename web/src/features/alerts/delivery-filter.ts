import type { AlertDeliveryState, AlertKind } from '@/gql/graphql'
import { ALERT_KIND_LABELS, DELIVERY_STATE_LABELS } from '@/features/alerts/labels'

/** The filter of the delivery log, stored in the address. */
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

const parseOption = <T extends string>(options: readonly T[], value: string | null): T | null =>
  options.find((option) => option === value) ?? null

export const isFiltered = (filter: DeliveryFilter): boolean =>
  Object.values(filter).some((value) => value !== null)
