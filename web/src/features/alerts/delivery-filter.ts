import type { AlertDeliveryState, AlertKind } from '@/gql/graphql'
import { KINDS, STATES } from '@/features/alerts/labels'

/** Which deliveries to list; it lives in the address. */
export interface DeliveryFilter {
  state: AlertDeliveryState | null
  kind: AlertKind | null
  channelId: string | null
  ruleId: string | null
  fingerprint: string | null
}

export function deliveryFilter(params: URLSearchParams): DeliveryFilter {
  return {
    state: oneOf(Object.keys(STATES) as AlertDeliveryState[], params.get('state')),
    kind: oneOf(Object.keys(KINDS) as AlertKind[], params.get('kind')),
    channelId: params.get('channel'),
    ruleId: params.get('rule'),
    fingerprint: params.get('fingerprint'),
  }
}

const oneOf = <T extends string>(known: readonly T[], asked: string | null): T | null =>
  known.find((each) => each === asked) ?? null

export const isFiltered = (filter: DeliveryFilter): boolean =>
  Object.values(filter).some((value) => value !== null)
