/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] }
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never }
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core'
/** PENDING: not tried yet. SENDING: being sent. RETRYING: failed, to be tried again. DELIVERED: accepted by the receiver. DEAD: given up. */
export type AlertDeliveryState = 'PENDING' | 'SENDING' | 'DELIVERED' | 'RETRYING' | 'DEAD'

/** Why an alert is sent. */
export type AlertKind = 'NEW_CRASH_GROUP'

/** Which crash groups to list; what is left out matches all. */
export type CrashGroupFilter = {
  /** Only groups that stand so. */
  status?: CrashGroupStatus | null | undefined
  /** Only groups that crashed in this version of the app. */
  version?: string | null | undefined
  /** Only crashes of this type. */
  type?: string | null | undefined
  /** Only groups of this address; empty for nobody's. */
  assignee?: string | null | undefined
  /** Only groups whose earliest crash is not before it. */
  firstSeenSince?: string | null | undefined
  /** Only groups whose latest crash is not before it. */
  lastSeenSince?: string | null | undefined
  /** Only groups with all these words, or beginnings of them, in type, message and frames. */
  search?: string | null | undefined
}

/** Where a crash group stands in triage. */
export type CrashGroupStatus = 'OPEN' | 'RESOLVED' | 'IGNORED'

/** UTC days, both ends included; at most 731. */
export type DateRange = {
  /** The first day. */
  start: string
  /** The last day. */
  end: string
}

/** A person's part in an app. */
export type Role = 'OWNER' | 'DEVELOPER' | 'VIEWER'

/** A triage decision about one crash group. */
export type UpdateCrashGroupInput = {
  /** The app. */
  appId: string | number
  /** The group's fingerprint. */
  fingerprint: string
  /** RESOLVED to resolve, IGNORED to ignore, OPEN to reopen. */
  status: CrashGroupStatus
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
    status: CrashGroupStatus
    affectedVersions: Array<string>
  } & { ' $fragmentRefs'?: { CrashRow_GroupFragment: CrashRow_GroupFragment } }
}

export type DeliveriesQueryVariables = Exact<{
  appId: string | number
  first: number
  after?: string | null | undefined
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
  channel: string
  target: string
  kind: AlertKind
  fingerprint: string
  state: AlertDeliveryState
  attempts: number
  createdAt: string
  latencyMs: number | null
  nextAttemptAt: string | null
  response: string | null
  error: string | null
} & { ' $fragmentName'?: 'DeliveryRow_DeliveryFragment' }

export type CrashFacts_GroupFragment = {
  fingerprint: string
  algorithm: number
  occurrenceCount: number
  affectedVersions: Array<string>
  firstSeen: string
  lastSeen: string
} & { ' $fragmentName'?: 'CrashFacts_GroupFragment' }

export type FilterChoicesQueryVariables = Exact<{
  appId: string | number
  range: DateRange
}>

export type FilterChoicesQuery = {
  app: {
    id: string
    versions: Array<{ version: string | null }>
    crashGroups: {
      edges: Array<{ node: { id: string; type: string; affectedVersions: Array<string> } }>
    }
  }
}

export type CrashHead_GroupFragment = {
  id: string
  fingerprint: string
  type: string
  message: string
  status: CrashGroupStatus
} & { ' $fragmentName'?: 'CrashHead_GroupFragment' }

export type CrashListQueryVariables = Exact<{
  appId: string | number
  filter: CrashGroupFilter
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

export type CrashPageQueryVariables = Exact<{
  appId: string | number
  fingerprint: string
}>

export type CrashPageQuery = {
  app: {
    id: string
    crashGroup:
      | ({ id: string; sampleStackTrace: string } & {
          ' $fragmentRefs'?: {
            CrashHead_GroupFragment: CrashHead_GroupFragment
            CrashFacts_GroupFragment: CrashFacts_GroupFragment
            Occurrences_GroupFragment: Occurrences_GroupFragment
          }
        })
      | null
  }
}

export type CrashRow_GroupFragment = {
  id: string
  fingerprint: string
  type: string
  message: string
  status: CrashGroupStatus
  occurrenceCount: number
  affectedVersions: Array<string>
  firstSeen: string
  lastSeen: string
} & { ' $fragmentName'?: 'CrashRow_GroupFragment' }

export type OccurrenceFacts_OccurrenceFragment = {
  time: string
  message: string
  isFatal: boolean
  appVersion: string | null
  mosisVersion: string | null
  sessionId: string | null
  device: string
  context: { screen: string | null; memoryMb: number | null; uptimeSeconds: number | null }
} & { ' $fragmentName'?: 'OccurrenceFacts_OccurrenceFragment' }

export type Occurrences_GroupFragment = {
  occurrenceCount: number
  message: string
  recentOccurrences: Array<
    { id: string; stackTrace: string } & {
      ' $fragmentRefs'?: { OccurrenceFacts_OccurrenceFragment: OccurrenceFacts_OccurrenceFragment }
    }
  >
} & { ' $fragmentName'?: 'Occurrences_GroupFragment' }

export type TriageMutationVariables = Exact<{
  input: UpdateCrashGroupInput
}>

export type TriageMutation = {
  updateCrashGroup: { crashGroup: { id: string; status: CrashGroupStatus } }
}

export type CrashFeedSubscriptionVariables = Exact<{
  appId: string | number
  since?: string | null | undefined
}>

export type CrashFeedSubscription = {
  crashFeed: { id: string; receivedAt: string; device: string; fingerprint: string } & {
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

export type DailyUsers_OverviewFragment = {
  start: string
  end: string
  series: Array<{ date: string; uniqueDevices: number }>
} & { ' $fragmentName'?: 'DailyUsers_OverviewFragment' }

export type EverSentQueryVariables = Exact<{
  appId: string | number
  range: DateRange
}>

export type EverSentQuery = { app: { id: string; versions: Array<{ version: string | null }> } }

export type MetricTile_MetricFragment = {
  value: number | null
  previous: number | null
  deltaPercent: number | null
  numerator: number
  denominator: number
  lowSample: boolean
} & { ' $fragmentName'?: 'MetricTile_MetricFragment' }

export type MetricTiles_OverviewFragment = {
  dailyUsers: { ' $fragmentRefs'?: { MetricTile_MetricFragment: MetricTile_MetricFragment } }
  crashes: { ' $fragmentRefs'?: { MetricTile_MetricFragment: MetricTile_MetricFragment } }
  crashFreeUsers: { ' $fragmentRefs'?: { MetricTile_MetricFragment: MetricTile_MetricFragment } }
  sessions: { ' $fragmentRefs'?: { MetricTile_MetricFragment: MetricTile_MetricFragment } }
  starts: { ' $fragmentRefs'?: { MetricTile_MetricFragment: MetricTile_MetricFragment } }
} & { ' $fragmentName'?: 'MetricTiles_OverviewFragment' }

export type OverviewPageQueryVariables = Exact<{
  appId: string | number
  range: DateRange
  before: DateRange
}>

export type OverviewPageQuery = {
  app: {
    id: string
    overview: { starts: { numerator: number } } & {
      ' $fragmentRefs'?: {
        MetricTiles_OverviewFragment: MetricTiles_OverviewFragment
        DailyUsers_OverviewFragment: DailyUsers_OverviewFragment
      }
    }
    before: { ' $fragmentRefs'?: { DailyUsers_OverviewFragment: DailyUsers_OverviewFragment } }
    versions: Array<{
      ' $fragmentRefs'?: { VersionsPanel_VersionFragment: VersionsPanel_VersionFragment }
    }>
    crashGroups: {
      edges: Array<{
        node: { id: string } & {
          ' $fragmentRefs'?: { CrashRow_GroupFragment: CrashRow_GroupFragment }
        }
      }>
    }
  }
}

export type VersionsPanel_VersionFragment = {
  version: string | null
  devices: number
  share: number
  starts: number
  fatalCrashes: number
  crashRate: number | null
} & { ' $fragmentName'?: 'VersionsPanel_VersionFragment' }

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
          { kind: 'Field', name: { kind: 'Name', value: 'channel' } },
          { kind: 'Field', name: { kind: 'Name', value: 'target' } },
          { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
          { kind: 'Field', name: { kind: 'Name', value: 'attempts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'latencyMs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextAttemptAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'response' } },
          { kind: 'Field', name: { kind: 'Name', value: 'error' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeliveryRow_DeliveryFragment, unknown>
export const CrashFacts_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashFacts_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'algorithm' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashFacts_GroupFragment, unknown>
export const CrashHead_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashHead_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashHead_GroupFragment, unknown>
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
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashRow_GroupFragment, unknown>
export const OccurrenceFacts_OccurrenceFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrenceFacts_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'time' } },
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
} as unknown as DocumentNode<OccurrenceFacts_OccurrenceFragment, unknown>
export const Occurrences_GroupFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Occurrences_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'recentOccurrences' },
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
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'stackTrace' } },
                {
                  kind: 'FragmentSpread',
                  name: { kind: 'Name', value: 'OccurrenceFacts_occurrence' },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'OccurrenceFacts_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'time' } },
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
} as unknown as DocumentNode<Occurrences_GroupFragment, unknown>
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
export const DailyUsers_OverviewFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'DailyUsers_overview' },
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
} as unknown as DocumentNode<DailyUsers_OverviewFragment, unknown>
export const MetricTile_MetricFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTile_metric' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previous' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'denominator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lowSample' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MetricTile_MetricFragment, unknown>
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
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'dailyUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'sessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'starts' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'MetricTile_metric' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previous' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'denominator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lowSample' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MetricTiles_OverviewFragment, unknown>
export const VersionsPanel_VersionFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'VersionsPanel_version' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'VersionUse' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'version' } },
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
                { kind: 'Field', name: { kind: 'Name', value: 'status' } },
                { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
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
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<NewGroupsSubscription, NewGroupsSubscriptionVariables>
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
          { kind: 'Field', name: { kind: 'Name', value: 'channel' } },
          { kind: 'Field', name: { kind: 'Name', value: 'target' } },
          { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
          { kind: 'Field', name: { kind: 'Name', value: 'attempts' } },
          { kind: 'Field', name: { kind: 'Name', value: 'createdAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'latencyMs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextAttemptAt' } },
          { kind: 'Field', name: { kind: 'Name', value: 'response' } },
          { kind: 'Field', name: { kind: 'Name', value: 'error' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeliveriesQuery, DeliveriesQueryVariables>
export const FilterChoicesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'FilterChoices' },
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
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'version' } }],
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
} as unknown as DocumentNode<FilterChoicesQuery, FilterChoicesQueryVariables>
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
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashListQuery, CrashListQueryVariables>
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
                      { kind: 'Field', name: { kind: 'Name', value: 'sampleStackTrace' } },
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'CrashHead_group' } },
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'CrashFacts_group' } },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'Occurrences_group' },
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
      name: { kind: 'Name', value: 'OccurrenceFacts_occurrence' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashOccurrence' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'time' } },
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
      name: { kind: 'Name', value: 'CrashHead_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'status' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'CrashFacts_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'fingerprint' } },
          { kind: 'Field', name: { kind: 'Name', value: 'algorithm' } },
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Occurrences_group' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CrashGroup' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'occurrenceCount' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'recentOccurrences' },
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
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'stackTrace' } },
                {
                  kind: 'FragmentSpread',
                  name: { kind: 'Name', value: 'OccurrenceFacts_occurrence' },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CrashPageQuery, CrashPageQueryVariables>
export const TriageDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Triage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UpdateCrashGroupInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'updateCrashGroup' },
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
                      { kind: 'Field', name: { kind: 'Name', value: 'status' } },
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
} as unknown as DocumentNode<TriageMutation, TriageMutationVariables>
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
                { kind: 'Field', name: { kind: 'Name', value: 'device' } },
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
export const EverSentDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'EverSent' },
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
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'version' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<EverSentQuery, EverSentQueryVariables>
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
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'before' } },
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
                  name: { kind: 'Name', value: 'overview' },
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
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'MetricTiles_overview' },
                      },
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'DailyUsers_overview' },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  alias: { kind: 'Name', value: 'before' },
                  name: { kind: 'Name', value: 'overview' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'range' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'before' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'DailyUsers_overview' },
                      },
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
                      {
                        kind: 'FragmentSpread',
                        name: { kind: 'Name', value: 'VersionsPanel_version' },
                      },
                    ],
                  },
                },
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
      name: { kind: 'Name', value: 'MetricTile_metric' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Metric' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'value' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previous' } },
          { kind: 'Field', name: { kind: 'Name', value: 'deltaPercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'numerator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'denominator' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lowSample' } },
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
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'dailyUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashes' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'crashFreeUsers' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'sessions' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'starts' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'FragmentSpread', name: { kind: 'Name', value: 'MetricTile_metric' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'DailyUsers_overview' },
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
      name: { kind: 'Name', value: 'VersionsPanel_version' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'VersionUse' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'version' } },
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
          { kind: 'Field', name: { kind: 'Name', value: 'affectedVersions' } },
          { kind: 'Field', name: { kind: 'Name', value: 'firstSeen' } },
          { kind: 'Field', name: { kind: 'Name', value: 'lastSeen' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OverviewPageQuery, OverviewPageQueryVariables>
