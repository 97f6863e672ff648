/* eslint-disable */
import * as types from './graphql'
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core'

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
  '\n  query Viewer {\n    viewer {\n      id\n      email\n      memberships {\n        appId\n        name\n        role\n      }\n    }\n  }\n': typeof types.ViewerDocument
  '\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      status\n      affectedVersions\n      ...CrashRow_group\n    }\n  }\n': typeof types.NewGroupsDocument
  '\n  query Deliveries($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n': typeof types.DeliveriesDocument
  '\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    channel\n    target\n    kind\n    fingerprint\n    state\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n  }\n': typeof types.DeliveryRow_DeliveryFragmentDoc
  '\n  fragment CrashFacts_group on CrashGroup {\n    fingerprint\n    algorithm\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n': typeof types.CrashFacts_GroupFragmentDoc
  '\n  query FilterChoices($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n          }\n        }\n      }\n    }\n  }\n': typeof types.FilterChoicesDocument
  '\n  fragment CrashHead_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n  }\n': typeof types.CrashHead_GroupFragmentDoc
  '\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n': typeof types.CrashListDocument
  '\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        sampleStackTrace\n        ...CrashHead_group\n        ...CrashFacts_group\n        ...Occurrences_group\n      }\n    }\n  }\n': typeof types.CrashPageDocument
  '\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n': typeof types.CrashRow_GroupFragmentDoc
  '\n  fragment OccurrenceFacts_occurrence on CrashOccurrence {\n    time\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n': typeof types.OccurrenceFacts_OccurrenceFragmentDoc
  '\n  fragment Occurrences_group on CrashGroup {\n    occurrenceCount\n    message\n    recentOccurrences(first: 50) {\n      id\n      stackTrace\n      ...OccurrenceFacts_occurrence\n    }\n  }\n': typeof types.Occurrences_GroupFragmentDoc
  '\n  mutation Triage($input: UpdateCrashGroupInput!) {\n    updateCrashGroup(input: $input) {\n      crashGroup {\n        id\n        status\n      }\n    }\n  }\n': typeof types.TriageDocument
  '\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      device\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n': typeof types.CrashFeedDocument
  '\n  fragment LiveRow_occurrence on CrashOccurrence {\n    id\n    fingerprint\n    receivedAt\n    type\n    message\n    isFatal\n    appVersion\n    device\n  }\n': typeof types.LiveRow_OccurrenceFragmentDoc
  '\n  fragment DailyUsers_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n': typeof types.DailyUsers_OverviewFragmentDoc
  '\n  query EverSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n    }\n  }\n': typeof types.EverSentDocument
  '\n  fragment MetricTile_metric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    lowSample\n  }\n': typeof types.MetricTile_MetricFragmentDoc
  '\n  fragment MetricTiles_overview on Overview {\n    dailyUsers {\n      ...MetricTile_metric\n    }\n    crashes {\n      ...MetricTile_metric\n    }\n    crashFreeUsers {\n      ...MetricTile_metric\n    }\n    sessions {\n      ...MetricTile_metric\n    }\n    starts {\n      ...MetricTile_metric\n    }\n  }\n': typeof types.MetricTiles_OverviewFragmentDoc
  '\n  query OverviewPage($appId: ID!, $range: DateRange!, $before: DateRange!) {\n    app(id: $appId) {\n      id\n      overview(range: $range) {\n        starts {\n          numerator\n        }\n        ...MetricTiles_overview\n        ...DailyUsers_overview\n      }\n      before: overview(range: $before) {\n        ...DailyUsers_overview\n      }\n      versions(range: $range) {\n        ...VersionsPanel_version\n      }\n      crashGroups(first: 5, filter: { status: OPEN }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n': typeof types.OverviewPageDocument
  '\n  fragment VersionsPanel_version on VersionUse {\n    version\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n': typeof types.VersionsPanel_VersionFragmentDoc
}
const documents: Documents = {
  '\n  query Viewer {\n    viewer {\n      id\n      email\n      memberships {\n        appId\n        name\n        role\n      }\n    }\n  }\n':
    types.ViewerDocument,
  '\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      status\n      affectedVersions\n      ...CrashRow_group\n    }\n  }\n':
    types.NewGroupsDocument,
  '\n  query Deliveries($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n':
    types.DeliveriesDocument,
  '\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    channel\n    target\n    kind\n    fingerprint\n    state\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n  }\n':
    types.DeliveryRow_DeliveryFragmentDoc,
  '\n  fragment CrashFacts_group on CrashGroup {\n    fingerprint\n    algorithm\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n':
    types.CrashFacts_GroupFragmentDoc,
  '\n  query FilterChoices($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n          }\n        }\n      }\n    }\n  }\n':
    types.FilterChoicesDocument,
  '\n  fragment CrashHead_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n  }\n':
    types.CrashHead_GroupFragmentDoc,
  '\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n':
    types.CrashListDocument,
  '\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        sampleStackTrace\n        ...CrashHead_group\n        ...CrashFacts_group\n        ...Occurrences_group\n      }\n    }\n  }\n':
    types.CrashPageDocument,
  '\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n':
    types.CrashRow_GroupFragmentDoc,
  '\n  fragment OccurrenceFacts_occurrence on CrashOccurrence {\n    time\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n':
    types.OccurrenceFacts_OccurrenceFragmentDoc,
  '\n  fragment Occurrences_group on CrashGroup {\n    occurrenceCount\n    message\n    recentOccurrences(first: 50) {\n      id\n      stackTrace\n      ...OccurrenceFacts_occurrence\n    }\n  }\n':
    types.Occurrences_GroupFragmentDoc,
  '\n  mutation Triage($input: UpdateCrashGroupInput!) {\n    updateCrashGroup(input: $input) {\n      crashGroup {\n        id\n        status\n      }\n    }\n  }\n':
    types.TriageDocument,
  '\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      device\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n':
    types.CrashFeedDocument,
  '\n  fragment LiveRow_occurrence on CrashOccurrence {\n    id\n    fingerprint\n    receivedAt\n    type\n    message\n    isFatal\n    appVersion\n    device\n  }\n':
    types.LiveRow_OccurrenceFragmentDoc,
  '\n  fragment DailyUsers_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n':
    types.DailyUsers_OverviewFragmentDoc,
  '\n  query EverSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n    }\n  }\n':
    types.EverSentDocument,
  '\n  fragment MetricTile_metric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    lowSample\n  }\n':
    types.MetricTile_MetricFragmentDoc,
  '\n  fragment MetricTiles_overview on Overview {\n    dailyUsers {\n      ...MetricTile_metric\n    }\n    crashes {\n      ...MetricTile_metric\n    }\n    crashFreeUsers {\n      ...MetricTile_metric\n    }\n    sessions {\n      ...MetricTile_metric\n    }\n    starts {\n      ...MetricTile_metric\n    }\n  }\n':
    types.MetricTiles_OverviewFragmentDoc,
  '\n  query OverviewPage($appId: ID!, $range: DateRange!, $before: DateRange!) {\n    app(id: $appId) {\n      id\n      overview(range: $range) {\n        starts {\n          numerator\n        }\n        ...MetricTiles_overview\n        ...DailyUsers_overview\n      }\n      before: overview(range: $before) {\n        ...DailyUsers_overview\n      }\n      versions(range: $range) {\n        ...VersionsPanel_version\n      }\n      crashGroups(first: 5, filter: { status: OPEN }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n':
    types.OverviewPageDocument,
  '\n  fragment VersionsPanel_version on VersionUse {\n    version\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n':
    types.VersionsPanel_VersionFragmentDoc,
}

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Viewer {\n    viewer {\n      id\n      email\n      memberships {\n        appId\n        name\n        role\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Viewer {\n    viewer {\n      id\n      email\n      memberships {\n        appId\n        name\n        role\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      status\n      affectedVersions\n      ...CrashRow_group\n    }\n  }\n',
): (typeof documents)['\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      status\n      affectedVersions\n      ...CrashRow_group\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Deliveries($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Deliveries($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    channel\n    target\n    kind\n    fingerprint\n    state\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n  }\n',
): (typeof documents)['\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    channel\n    target\n    kind\n    fingerprint\n    state\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment CrashFacts_group on CrashGroup {\n    fingerprint\n    algorithm\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n',
): (typeof documents)['\n  fragment CrashFacts_group on CrashGroup {\n    fingerprint\n    algorithm\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query FilterChoices($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query FilterChoices($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment CrashHead_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n  }\n',
): (typeof documents)['\n  fragment CrashHead_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        sampleStackTrace\n        ...CrashHead_group\n        ...CrashFacts_group\n        ...Occurrences_group\n      }\n    }\n  }\n',
): (typeof documents)['\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        sampleStackTrace\n        ...CrashHead_group\n        ...CrashFacts_group\n        ...Occurrences_group\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n',
): (typeof documents)['\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment OccurrenceFacts_occurrence on CrashOccurrence {\n    time\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n',
): (typeof documents)['\n  fragment OccurrenceFacts_occurrence on CrashOccurrence {\n    time\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment Occurrences_group on CrashGroup {\n    occurrenceCount\n    message\n    recentOccurrences(first: 50) {\n      id\n      stackTrace\n      ...OccurrenceFacts_occurrence\n    }\n  }\n',
): (typeof documents)['\n  fragment Occurrences_group on CrashGroup {\n    occurrenceCount\n    message\n    recentOccurrences(first: 50) {\n      id\n      stackTrace\n      ...OccurrenceFacts_occurrence\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Triage($input: UpdateCrashGroupInput!) {\n    updateCrashGroup(input: $input) {\n      crashGroup {\n        id\n        status\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Triage($input: UpdateCrashGroupInput!) {\n    updateCrashGroup(input: $input) {\n      crashGroup {\n        id\n        status\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      device\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n',
): (typeof documents)['\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      device\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment LiveRow_occurrence on CrashOccurrence {\n    id\n    fingerprint\n    receivedAt\n    type\n    message\n    isFatal\n    appVersion\n    device\n  }\n',
): (typeof documents)['\n  fragment LiveRow_occurrence on CrashOccurrence {\n    id\n    fingerprint\n    receivedAt\n    type\n    message\n    isFatal\n    appVersion\n    device\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment DailyUsers_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n',
): (typeof documents)['\n  fragment DailyUsers_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query EverSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n    }\n  }\n',
): (typeof documents)['\n  query EverSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        version\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment MetricTile_metric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    lowSample\n  }\n',
): (typeof documents)['\n  fragment MetricTile_metric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    lowSample\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment MetricTiles_overview on Overview {\n    dailyUsers {\n      ...MetricTile_metric\n    }\n    crashes {\n      ...MetricTile_metric\n    }\n    crashFreeUsers {\n      ...MetricTile_metric\n    }\n    sessions {\n      ...MetricTile_metric\n    }\n    starts {\n      ...MetricTile_metric\n    }\n  }\n',
): (typeof documents)['\n  fragment MetricTiles_overview on Overview {\n    dailyUsers {\n      ...MetricTile_metric\n    }\n    crashes {\n      ...MetricTile_metric\n    }\n    crashFreeUsers {\n      ...MetricTile_metric\n    }\n    sessions {\n      ...MetricTile_metric\n    }\n    starts {\n      ...MetricTile_metric\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query OverviewPage($appId: ID!, $range: DateRange!, $before: DateRange!) {\n    app(id: $appId) {\n      id\n      overview(range: $range) {\n        starts {\n          numerator\n        }\n        ...MetricTiles_overview\n        ...DailyUsers_overview\n      }\n      before: overview(range: $before) {\n        ...DailyUsers_overview\n      }\n      versions(range: $range) {\n        ...VersionsPanel_version\n      }\n      crashGroups(first: 5, filter: { status: OPEN }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query OverviewPage($appId: ID!, $range: DateRange!, $before: DateRange!) {\n    app(id: $appId) {\n      id\n      overview(range: $range) {\n        starts {\n          numerator\n        }\n        ...MetricTiles_overview\n        ...DailyUsers_overview\n      }\n      before: overview(range: $before) {\n        ...DailyUsers_overview\n      }\n      versions(range: $range) {\n        ...VersionsPanel_version\n      }\n      crashGroups(first: 5, filter: { status: OPEN }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment VersionsPanel_version on VersionUse {\n    version\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n',
): (typeof documents)['\n  fragment VersionsPanel_version on VersionUse {\n    version\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n']

export function graphql(source: string) {
  return (documents as any)[source] ?? {}
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> =
  TDocumentNode extends DocumentNode<infer TType, any> ? TType : never
