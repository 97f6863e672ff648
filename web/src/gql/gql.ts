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
  '\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      message\n      status\n      affectedVersions\n      firstSeen\n      lastSeen\n      ...CrashRow_group\n    }\n  }\n': typeof types.NewGroupsDocument
  '\n  query ScopeVersions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        share\n      }\n    }\n  }\n': typeof types.ScopeVersionsDocument
  '\n  mutation SendTest($input: SendTestAlertInput!) {\n    sendTestAlert(input: $input) {\n      deliveryId\n      isDelivered\n      response\n      error\n      latencyMs\n    }\n  }\n': typeof types.SendTestDocument
  '\n  mutation ResendConfirmation($input: ResendAlertConfirmationInput!) {\n    resendAlertConfirmation(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n': typeof types.ResendConfirmationDocument
  '\n  mutation DeleteChannel($input: DeleteAlertChannelInput!) {\n    deleteAlertChannel(input: $input) {\n      deletedId\n    }\n  }\n': typeof types.DeleteChannelDocument
  '\n  mutation CreateChannel($input: CreateAlertChannelInput!) {\n    createAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n': typeof types.CreateChannelDocument
  '\n  mutation UpdateChannel($input: UpdateAlertChannelInput!) {\n    updateAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n': typeof types.UpdateChannelDocument
  '\n  mutation ReplayDead($input: ReplayDeadAlertDeliveriesInput!) {\n    replayDeadAlertDeliveries(input: $input) {\n      deliveryCount\n    }\n  }\n': typeof types.ReplayDeadDocument
  '\n  mutation Replay($input: ReplayAlertDeliveryInput!) {\n    replayAlertDelivery(input: $input) {\n      deliveryId\n    }\n  }\n': typeof types.ReplayDocument
  '\n  mutation Acknowledge($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alertId\n    }\n  }\n': typeof types.AcknowledgeDocument
  '\n  mutation MuteAlert($input: MuteAlertInput!) {\n    muteAlert(input: $input) {\n      alertId\n    }\n  }\n': typeof types.MuteAlertDocument
  '\n  query Deliveries($appId: ID!, $first: Int!, $after: String, $filter: AlertDeliveryFilter) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after, filter: $filter) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n': typeof types.DeliveriesDocument
  '\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    alertId\n    channelKind\n    target\n    kind\n    fingerprint\n    crashMessage\n    state\n    reason\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n    acknowledgedAt\n    acknowledgedBy\n  }\n': typeof types.DeliveryRow_DeliveryFragmentDoc
  '\n  mutation SetRuleEnabled($input: SetAlertRuleEnabledInput!) {\n    setAlertRuleEnabled(input: $input) {\n      alertRule {\n        id\n        isEnabled\n      }\n    }\n  }\n': typeof types.SetRuleEnabledDocument
  '\n  mutation MuteRule($input: MuteAlertRuleInput!) {\n    muteAlertRule(input: $input) {\n      alertRule {\n        id\n        mutedUntil\n      }\n    }\n  }\n': typeof types.MuteRuleDocument
  '\n  mutation DeleteRule($input: DeleteAlertRuleInput!) {\n    deleteAlertRule(input: $input) {\n      deletedId\n    }\n  }\n': typeof types.DeleteRuleDocument
  '\n  mutation CreateRule($input: CreateAlertRuleInput!) {\n    createAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n': typeof types.CreateRuleDocument
  '\n  mutation UpdateRule($input: UpdateAlertRuleInput!) {\n    updateAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n': typeof types.UpdateRuleDocument
  '\n  query Rules($appId: ID!) {\n    app(id: $appId) {\n      id\n      alertRules {\n        id\n        name\n        kind\n        isEnabled\n        mutedUntil\n        conditions {\n          appVersions\n          crashTypes\n          statuses\n          isFatal\n        }\n        velocity {\n          windowMinutes\n          devices\n          sessionPercent\n        }\n        spike {\n          windowMinutes\n          factor\n          minCrashes\n        }\n        crashFree {\n          basis\n          belowPercent\n          days\n          minSample\n        }\n        silence {\n          windowMinutes\n          belowPercent\n          minEvents\n        }\n        cooldownMinutes\n        escalateAfterMinutes\n        channelIds\n        escalateTo\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n': typeof types.RulesDocument
  '\n  query Channels($appId: ID!) {\n    alertChannelKinds {\n      kind\n      label\n      addressType\n      addressLabel\n      addressHint\n      hasSecret\n      hasConfirmation\n    }\n    app(id: $appId) {\n      id\n      alertChannels {\n        id\n        kind\n        name\n        target\n        hasSecret\n        isEnabled\n        verifiedAt\n        quiet {\n          hourlyCap\n          digestMinutes\n          quietFrom\n          quietUntil\n          timeZone\n          canUrgentBreakQuietHours\n        }\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n': typeof types.ChannelsDocument
  '\n  fragment ActiveUserTiles_users on ActiveUsers {\n    dau\n    wau\n    mau\n    stickiness\n    series {\n      date\n      value\n    }\n  }\n': typeof types.ActiveUserTiles_UsersFragmentDoc
  '\n  query BenchmarksPage($appId: ID!) {\n    app(id: $appId) {\n      id\n      benchmark {\n        category\n        crashFreeUsers {\n          value\n          percentile\n        }\n        startupMs {\n          value\n          percentile\n        }\n        sessionSeconds {\n          value\n          percentile\n        }\n      }\n    }\n  }\n': typeof types.BenchmarksPageDocument
  '\n  query Breakdown(\n    $appId: ID!\n    $range: DateRange!\n    $version: String\n    $type: String!\n    $field: String!\n  ) {\n    app(id: $appId) {\n      id\n      breakdown(type: $type, field: $field, first: 20, range: $range, appVersion: $version) {\n        item\n        count\n        devices\n        share\n        isEstimated\n      }\n    }\n  }\n': typeof types.BreakdownDocument
  '\n  fragment CohortTable_cohort on Cohort {\n    date\n    devices\n    returned {\n      afterDays\n      devices\n      rate\n    }\n  }\n': typeof types.CohortTable_CohortFragmentDoc
  '\n  query EventsOfType($appId: ID!, $range: DateRange!, $version: String, $type: String!) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version, type: $type) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n    }\n  }\n': typeof types.EventsOfTypeDocument
  '\n  query EventsPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n      eventTypes {\n        name\n        version\n        isCollected\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n': typeof types.EventsPageDocument
  '\n  query FunnelPage($appId: ID!, $range: DateRange!, $version: String, $steps: [String!]!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      funnel(range: $range, appVersion: $version, steps: $steps) {\n        eventType\n        sessions\n        rate\n      }\n    }\n  }\n': typeof types.FunnelPageDocument
  '\n  fragment PercentileTiles_performance on Performance {\n    whole {\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n': typeof types.PercentileTiles_PerformanceFragmentDoc
  '\n  fragment PercentilesPanel_performance on Performance {\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n': typeof types.PercentilesPanel_PerformanceFragmentDoc
  '\n  query PerformancePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $measure: Measure!\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      performance(measure: $measure, range: $range, appVersion: $version) {\n        ...PercentileTiles_performance\n        ...PercentilesPanel_performance\n        ...VersionPercentiles_performance\n      }\n      previous: performance(measure: $measure, range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        ...PercentileTiles_performance\n      }\n    }\n  }\n': typeof types.PerformancePageDocument
  '\n  fragment ReleaseTable_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n': typeof types.ReleaseTable_VersionFragmentDoc
  '\n  query ReleasesPage($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        ...ReleaseTable_version\n      }\n    }\n  }\n': typeof types.ReleasesPageDocument
  '\n  query RetentionPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      retention(range: $range, appVersion: $version) {\n        date\n        ...CohortTable_cohort\n      }\n    }\n  }\n': typeof types.RetentionPageDocument
  '\n  fragment SessionsPanel_count on Metric {\n    value\n    deltaPercent\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n': typeof types.SessionsPanel_CountFragmentDoc
  '\n  fragment TopItemsPanel_item on ItemUsage {\n    item\n    count\n    devices\n    share\n    isEstimated\n  }\n': typeof types.TopItemsPanel_ItemFragmentDoc
  '\n  query UsagePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      activeUsers(range: $range, appVersion: $version) {\n        ...ActiveUserTiles_users\n      }\n      sessions(range: $range, appVersion: $version) {\n        count {\n          ...SessionsPanel_count\n        }\n        durations {\n          ...PercentilesPanel_performance\n        }\n      }\n      previousSessions: sessions(range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        count {\n          ...SessionsPanel_count\n        }\n      }\n      topScreens(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topElements(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topFeatures(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n    }\n  }\n': typeof types.UsagePageDocument
  '\n  fragment VersionPercentiles_performance on Performance {\n    byVersion {\n      appVersion\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n': typeof types.VersionPercentiles_PerformanceFragmentDoc
  '\n  query Adoption($appId: ID!, $range: DateRange!, $versions: [String!]!) {\n    app(id: $appId) {\n      id\n      adoption(range: $range, appVersions: $versions) {\n        date\n        appVersion\n        devices\n      }\n    }\n  }\n': typeof types.AdoptionDocument
  '\n  query CrashActivity($appId: ID!, $fingerprint: String!, $first: Int!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        activity(first: $first) {\n          edges {\n            node {\n              id\n              createdAt\n              actor\n              kind\n              detail {\n                fix\n                fixedInVersion\n                ignoredUntil\n                moreOccurrences\n                moreDevices\n                assignee\n                text\n                mergedInto\n                fingerprints\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n': typeof types.CrashActivityDocument
  '\n  mutation Comment($input: CommentOnCrashGroupInput!) {\n    commentOnCrashGroup(input: $input) {\n      crashGroup {\n        id\n      }\n    }\n  }\n': typeof types.CommentDocument
  '\n  query AlertHistory($appId: ID!, $fingerprint: String!) {\n    alertChannelKinds {\n      kind\n      label\n    }\n    app(id: $appId) {\n      id\n      alertDeliveries(first: 10, filter: { fingerprint: $fingerprint }) {\n        edges {\n          node {\n            id\n            kind\n            state\n            reason\n            channelKind\n            target\n            createdAt\n            error\n          }\n        }\n      }\n    }\n  }\n': typeof types.AlertHistoryDocument
  '\n  fragment Breadcrumbs_occurrence on CrashOccurrence {\n    timestamp\n    sessionId\n    breadcrumbs(first: 20) {\n      timestamp\n      type\n      data\n    }\n  }\n': typeof types.Breadcrumbs_OccurrenceFragmentDoc
  '\n  fragment CrashDetails_group on CrashGroup {\n    fingerprint\n    fingerprints\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      regressedAt\n      regressionCount\n    }\n  }\n': typeof types.CrashDetails_GroupFragmentDoc
  '\n  fragment CrashHeader_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    firstSeen\n    occurrenceCount\n    deviceCount\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n': typeof types.CrashHeader_GroupFragmentDoc
  '\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      fix\n      fixedInVersion\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressionCount\n      assignee\n    }\n    grouping {\n      countedFrames {\n        function\n        file\n        origin\n      }\n    }\n    histogram(days: 14) {\n      day\n      crashes\n    }\n  }\n': typeof types.CrashRow_GroupFragmentDoc
  '\n  mutation Unmerge($input: UnmergeCrashGroupsInput!) {\n    unmergeCrashGroups(input: $input) {\n      crashGroups {\n        id\n        fingerprint\n      }\n    }\n  }\n': typeof types.UnmergeDocument
  '\n  fragment GroupingDetails_group on CrashGroup {\n    grouping {\n      algorithm\n      groupedBy\n      message\n      countedFrames {\n        function\n        file\n        origin\n      }\n      ignoredFrames {\n        function\n        file\n        origin\n      }\n      lines\n    }\n  }\n': typeof types.GroupingDetails_GroupFragmentDoc
  '\n  query MergeCandidates($appId: ID!, $search: String!) {\n    app(id: $appId) {\n      id\n      crashGroups(first: 12, filter: { search: $search }) {\n        edges {\n          node {\n            id\n            fingerprint\n            type\n            message\n            occurrenceCount\n          }\n        }\n      }\n    }\n  }\n': typeof types.MergeCandidatesDocument
  '\n  mutation Merge($input: MergeCrashGroupsInput!) {\n    mergeCrashGroups(input: $input) {\n      crashGroup {\n        id\n        occurrenceCount\n        fingerprints\n      }\n    }\n  }\n': typeof types.MergeDocument
  '\n  fragment OccurrenceChart_group on CrashGroup {\n    histogram(days: 30) {\n      day\n      crashes\n    }\n  }\n': typeof types.OccurrenceChart_GroupFragmentDoc
  '\n  fragment OccurrenceDetails_occurrence on CrashOccurrence {\n    timestamp\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n': typeof types.OccurrenceDetails_OccurrenceFragmentDoc
  '\n  fragment OccurrencesPanel_group on CrashGroup {\n    fingerprint\n    occurrenceCount\n    message\n    ...GroupingDetails_group\n  }\n': typeof types.OccurrencesPanel_GroupFragmentDoc
  '\n  query SimilarGroups($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        similar(first: 5) {\n          id\n          fingerprint\n          type\n          message\n          occurrenceCount\n        }\n      }\n    }\n  }\n': typeof types.SimilarGroupsDocument
  '\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        fingerprint\n        sampleStackTrace\n        ...CrashHeader_group\n        ...CrashDetails_group\n        ...OccurrenceChart_group\n        ...GroupingDetails_group\n        ...OccurrencesPanel_group\n      }\n    }\n  }\n': typeof types.CrashPageDocument
  '\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $sort: CrashGroupSort!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter, sort: $sort) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n': typeof types.CrashListDocument
  '\n  query FilterOptions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n            triage {\n              assignee\n            }\n          }\n        }\n      }\n    }\n  }\n': typeof types.FilterOptionsDocument
  '\n  query Assignees($appId: ID!) {\n    app(id: $appId) {\n      id\n      members {\n        id\n        email\n      }\n    }\n  }\n': typeof types.AssigneesDocument
  '\n  query Occurrences($appId: ID!, $fingerprint: String!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        occurrences(first: $first, after: $after) {\n          edges {\n            node {\n              id\n              stackTrace\n              ...OccurrenceDetails_occurrence\n              ...Breadcrumbs_occurrence\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n': typeof types.OccurrencesDocument
  '\n  fragment TriageState_group on CrashGroup {\n    id\n    status\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n': typeof types.TriageState_GroupFragmentDoc
  '\n  mutation Resolve($input: ResolveCrashGroupsInput!) {\n    resolveCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n': typeof types.ResolveDocument
  '\n  mutation Ignore($input: IgnoreCrashGroupsInput!) {\n    ignoreCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n': typeof types.IgnoreDocument
  '\n  mutation Reopen($input: ReopenCrashGroupsInput!) {\n    reopenCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n': typeof types.ReopenDocument
  '\n  mutation Assign($input: AssignCrashGroupsInput!) {\n    assignCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n': typeof types.AssignDocument
  '\n  query LiveNow($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n    }\n  }\n': typeof types.LiveNowDocument
  '\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n': typeof types.CrashFeedDocument
  '\n  fragment LiveRow_occurrence on CrashOccurrence {\n    id\n    fingerprint\n    receivedAt\n    type\n    message\n    isFatal\n    appVersion\n    device\n  }\n': typeof types.LiveRow_OccurrenceFragmentDoc
  '\n  fragment CrashesPanel_overview on Overview {\n    start\n    end\n    crashes {\n      series {\n        date\n        value\n      }\n    }\n    fatalCrashes {\n      series {\n        date\n        value\n      }\n    }\n  }\n': typeof types.CrashesPanel_OverviewFragmentDoc
  '\n  fragment DailyUsersPanel_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n': typeof types.DailyUsersPanel_OverviewFragmentDoc
  '\n  query DataHealth($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          eventsPerKey\n          usage {\n            id\n            name\n            events\n          }\n        }\n      }\n      alertDeliveries(first: 50) {\n        edges {\n          node {\n            id\n            state\n          }\n        }\n      }\n    }\n  }\n': typeof types.DataHealthDocument
  '\n  query HasSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n    }\n  }\n': typeof types.HasSentDocument
  '\n  query LastEvent($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        lastEventAt\n      }\n    }\n  }\n': typeof types.LastEventDocument
  '\n  fragment MetricTiles_overview on Overview {\n    start\n    end\n    dailyUsers {\n      ...TileMetric\n    }\n    crashes {\n      ...TileMetric\n    }\n    crashFreeUsers {\n      ...TileMetric\n    }\n    crashFreeSessions {\n      ...TileMetric\n    }\n    sessions {\n      ...TileMetric\n    }\n    averageSessionSeconds {\n      ...TileMetric\n    }\n  }\n': typeof types.MetricTiles_OverviewFragmentDoc
  '\n  fragment TileMetric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    isLowSample\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n': typeof types.TileMetricFragmentDoc
  '\n  fragment MetricTiles_startup on Performance {\n    whole {\n      p50\n      count\n    }\n    byDay {\n      date\n      p50\n      count\n    }\n  }\n': typeof types.MetricTiles_StartupFragmentDoc
  '\n  fragment OverviewContent_app on App {\n    overview(range: $range, appVersion: $version) {\n      series {\n        date\n      }\n      ...MetricTiles_overview\n      ...DailyUsersPanel_overview\n      ...CrashesPanel_overview\n    }\n    previous: overview(range: $previousRange, appVersion: $version) @include(if: $isCompared) {\n      series {\n        date\n      }\n      ...DailyUsersPanel_overview\n    }\n    startup: performance(measure: STARTUP, range: $range, appVersion: $version) {\n      ...MetricTiles_startup\n    }\n    previousStartup: performance(measure: STARTUP, range: $previousRange, appVersion: $version)\n      @include(if: $isCompared) {\n      ...MetricTiles_startup\n    }\n    versions(range: $range) {\n      ...VersionsPanel_version\n    }\n  }\n': typeof types.OverviewContent_AppFragmentDoc
  '\n  query OverviewPage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      overview(range: $range, appVersion: $version) {\n        starts {\n          numerator\n        }\n        crashes {\n          numerator\n        }\n      }\n      ...OverviewContent_app\n      crashGroups(first: 5, filter: { status: OPEN, appVersion: $version }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n': typeof types.OverviewPageDocument
  '\n  fragment VersionsPanel_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n': typeof types.VersionsPanel_VersionFragmentDoc
  '\n  fragment AccountChangeLog_change on AccountChange {\n    id\n    createdAt\n    actor\n    kind\n    subject\n  }\n': typeof types.AccountChangeLog_ChangeFragmentDoc
  '\n  query AccountSettings {\n    viewer {\n      id\n      email\n      accessTokens {\n        ...TokensPanel_token\n      }\n    }\n  }\n': typeof types.AccountSettingsDocument
  '\n  mutation SetMember($input: SetMemberInput!) {\n    setMember(input: $input) {\n      members {\n        id\n        email\n        role\n      }\n    }\n  }\n': typeof types.SetMemberDocument
  '\n  query EventTypeSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      isCollectingUnknownEvents\n      eventTypes {\n        name\n        version\n        tier\n        isCollected\n        registeredAt\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n': typeof types.EventTypeSettingsDocument
  '\n  mutation SetUnknownEventCollection($input: SetUnknownEventCollectionInput!) {\n    setUnknownEventCollection(input: $input) {\n      isEnabled\n    }\n  }\n': typeof types.SetUnknownEventCollectionDocument
  '\n  query GeneralSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      name\n      benchmark {\n        category\n      }\n    }\n  }\n': typeof types.GeneralSettingsDocument
  '\n  mutation RenameApp($input: RenameAppInput!) {\n    renameApp(input: $input) {\n      name\n    }\n  }\n': typeof types.RenameAppDocument
  '\n  mutation SetBenchmark($input: SetBenchmarkInput!) {\n    setBenchmark(input: $input) {\n      category\n    }\n  }\n': typeof types.SetBenchmarkDocument
  '\n  query PreviewGroupingRules($appId: ID!, $rules: CrashGroupingRulesInput!) {\n    app(id: $appId) {\n      id\n      previewCrashGroupingRules(rules: $rules) {\n        crashCount\n        changes {\n          fingerprint\n          crashCount\n          previousFingerprints\n        }\n      }\n    }\n  }\n': typeof types.PreviewGroupingRulesDocument
  '\n  mutation SaveGroupingRules($input: SaveCrashGroupingRulesInput!) {\n    saveCrashGroupingRules(input: $input) {\n      crashGroupingRules {\n        inApp\n      }\n    }\n  }\n': typeof types.SaveGroupingRulesDocument
  '\n  query GroupingSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      crashGroupingRules {\n        rules {\n          fingerprint\n          action\n          type\n          message\n          frame\n          path\n        }\n        inApp\n        library\n      }\n    }\n  }\n': typeof types.GroupingSettingsDocument
  '\n  query IngestionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          ...RateLimitsPanel_limits\n        }\n      }\n    }\n  }\n': typeof types.IngestionSettingsDocument
  '\n  fragment KeyTable_key on IngestKey {\n    id\n    name\n    hint\n    createdAt\n    revokedAt\n  }\n': typeof types.KeyTable_KeyFragmentDoc
  '\n  mutation RevokeIngestKey($input: RevokeIngestKeyInput!) {\n    revokeIngestKey(input: $input) {\n      ingestKey {\n        id\n        revokedAt\n      }\n    }\n  }\n': typeof types.RevokeIngestKeyDocument
  '\n  query KeySettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      ingestKeys {\n        ...KeyTable_key\n      }\n    }\n  }\n': typeof types.KeySettingsDocument
  '\n  fragment MemberTable_member on Member {\n    id\n    email\n    role\n  }\n': typeof types.MemberTable_MemberFragmentDoc
  '\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      members {\n        id\n      }\n    }\n  }\n': typeof types.RemoveMemberDocument
  '\n  query MemberSettings($appId: ID!) {\n    viewer {\n      id\n    }\n    app(id: $appId) {\n      id\n      members {\n        ...MemberTable_member\n      }\n      accountChanges(first: 50) {\n        ...AccountChangeLog_change\n      }\n    }\n  }\n': typeof types.MemberSettingsDocument
  '\n  fragment RateLimitsPanel_limits on RateLimits {\n    eventsPerKey\n    eventsPerDevice\n    usage {\n      id\n      name\n      hint\n      events\n    }\n  }\n': typeof types.RateLimitsPanel_LimitsFragmentDoc
  '\n  mutation SetRateLimits($input: SetRateLimitsInput!) {\n    setRateLimits(input: $input) {\n      ingestion {\n        rateLimits {\n          eventsPerKey\n          eventsPerDevice\n        }\n      }\n    }\n  }\n': typeof types.SetRateLimitsDocument
  '\n  mutation RegisterEventType($input: RegisterEventTypeInput!) {\n    registerEventType(input: $input) {\n      eventType {\n        name\n        version\n      }\n    }\n  }\n': typeof types.RegisterEventTypeDocument
  '\n  fragment RetentionRuns_runs on RetentionRuns {\n    nextRunAt\n    runs {\n      dueAt\n      startedAt\n      durationSeconds\n      rows\n      bytes\n    }\n  }\n': typeof types.RetentionRuns_RunsFragmentDoc
  '\n  query RetentionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      retentionLimits {\n        policy\n        days\n      }\n    }\n    retentionRuns(first: 10) {\n      ...RetentionRuns_runs\n    }\n  }\n': typeof types.RetentionSettingsDocument
  '\n  mutation SetRetention($input: SetRetentionInput!) {\n    setRetention(input: $input) {\n      limits {\n        policy\n        days\n      }\n    }\n  }\n': typeof types.SetRetentionDocument
  '\n  mutation SetSampling($input: SetSamplingInput!) {\n    setSampling(input: $input) {\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n      }\n    }\n  }\n': typeof types.SetSamplingDocument
  '\n  query SourceMaps($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      sourceMaps(first: $first, after: $after) {\n        edges {\n          node {\n            appVersion\n            file\n            segmentCount\n            storedBytes\n            uploadedAt\n            uploadedBy\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n': typeof types.SourceMapsDocument
  '\n  mutation DeleteSourceMap($input: DeleteSourceMapsInput!) {\n    deleteSourceMaps(input: $input) {\n      deletedCount\n    }\n  }\n': typeof types.DeleteSourceMapDocument
  '\n  fragment TokensPanel_token on AccessToken {\n    id\n    name\n    hint\n    createdAt\n    expiresAt\n  }\n': typeof types.TokensPanel_TokenFragmentDoc
  '\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) {\n      secret\n      accessToken {\n        id\n        name\n      }\n    }\n  }\n': typeof types.CreateAccessTokenDocument
  '\n  mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {\n    revokeAccessToken(input: $input) {\n      accessTokens {\n        id\n      }\n    }\n  }\n': typeof types.RevokeAccessTokenDocument
  '\n  mutation CreateIngestKey($input: CreateIngestKeyInput!) {\n    createIngestKey(input: $input) {\n      secret\n      ingestKey {\n        id\n        name\n      }\n    }\n  }\n': typeof types.CreateIngestKeyDocument
}
const documents: Documents = {
  '\n  query Viewer {\n    viewer {\n      id\n      email\n      memberships {\n        appId\n        name\n        role\n      }\n    }\n  }\n':
    types.ViewerDocument,
  '\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      message\n      status\n      affectedVersions\n      firstSeen\n      lastSeen\n      ...CrashRow_group\n    }\n  }\n':
    types.NewGroupsDocument,
  '\n  query ScopeVersions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        share\n      }\n    }\n  }\n':
    types.ScopeVersionsDocument,
  '\n  mutation SendTest($input: SendTestAlertInput!) {\n    sendTestAlert(input: $input) {\n      deliveryId\n      isDelivered\n      response\n      error\n      latencyMs\n    }\n  }\n':
    types.SendTestDocument,
  '\n  mutation ResendConfirmation($input: ResendAlertConfirmationInput!) {\n    resendAlertConfirmation(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n':
    types.ResendConfirmationDocument,
  '\n  mutation DeleteChannel($input: DeleteAlertChannelInput!) {\n    deleteAlertChannel(input: $input) {\n      deletedId\n    }\n  }\n':
    types.DeleteChannelDocument,
  '\n  mutation CreateChannel($input: CreateAlertChannelInput!) {\n    createAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n':
    types.CreateChannelDocument,
  '\n  mutation UpdateChannel($input: UpdateAlertChannelInput!) {\n    updateAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n':
    types.UpdateChannelDocument,
  '\n  mutation ReplayDead($input: ReplayDeadAlertDeliveriesInput!) {\n    replayDeadAlertDeliveries(input: $input) {\n      deliveryCount\n    }\n  }\n':
    types.ReplayDeadDocument,
  '\n  mutation Replay($input: ReplayAlertDeliveryInput!) {\n    replayAlertDelivery(input: $input) {\n      deliveryId\n    }\n  }\n':
    types.ReplayDocument,
  '\n  mutation Acknowledge($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alertId\n    }\n  }\n':
    types.AcknowledgeDocument,
  '\n  mutation MuteAlert($input: MuteAlertInput!) {\n    muteAlert(input: $input) {\n      alertId\n    }\n  }\n':
    types.MuteAlertDocument,
  '\n  query Deliveries($appId: ID!, $first: Int!, $after: String, $filter: AlertDeliveryFilter) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after, filter: $filter) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n':
    types.DeliveriesDocument,
  '\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    alertId\n    channelKind\n    target\n    kind\n    fingerprint\n    crashMessage\n    state\n    reason\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n    acknowledgedAt\n    acknowledgedBy\n  }\n':
    types.DeliveryRow_DeliveryFragmentDoc,
  '\n  mutation SetRuleEnabled($input: SetAlertRuleEnabledInput!) {\n    setAlertRuleEnabled(input: $input) {\n      alertRule {\n        id\n        isEnabled\n      }\n    }\n  }\n':
    types.SetRuleEnabledDocument,
  '\n  mutation MuteRule($input: MuteAlertRuleInput!) {\n    muteAlertRule(input: $input) {\n      alertRule {\n        id\n        mutedUntil\n      }\n    }\n  }\n':
    types.MuteRuleDocument,
  '\n  mutation DeleteRule($input: DeleteAlertRuleInput!) {\n    deleteAlertRule(input: $input) {\n      deletedId\n    }\n  }\n':
    types.DeleteRuleDocument,
  '\n  mutation CreateRule($input: CreateAlertRuleInput!) {\n    createAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n':
    types.CreateRuleDocument,
  '\n  mutation UpdateRule($input: UpdateAlertRuleInput!) {\n    updateAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n':
    types.UpdateRuleDocument,
  '\n  query Rules($appId: ID!) {\n    app(id: $appId) {\n      id\n      alertRules {\n        id\n        name\n        kind\n        isEnabled\n        mutedUntil\n        conditions {\n          appVersions\n          crashTypes\n          statuses\n          isFatal\n        }\n        velocity {\n          windowMinutes\n          devices\n          sessionPercent\n        }\n        spike {\n          windowMinutes\n          factor\n          minCrashes\n        }\n        crashFree {\n          basis\n          belowPercent\n          days\n          minSample\n        }\n        silence {\n          windowMinutes\n          belowPercent\n          minEvents\n        }\n        cooldownMinutes\n        escalateAfterMinutes\n        channelIds\n        escalateTo\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n':
    types.RulesDocument,
  '\n  query Channels($appId: ID!) {\n    alertChannelKinds {\n      kind\n      label\n      addressType\n      addressLabel\n      addressHint\n      hasSecret\n      hasConfirmation\n    }\n    app(id: $appId) {\n      id\n      alertChannels {\n        id\n        kind\n        name\n        target\n        hasSecret\n        isEnabled\n        verifiedAt\n        quiet {\n          hourlyCap\n          digestMinutes\n          quietFrom\n          quietUntil\n          timeZone\n          canUrgentBreakQuietHours\n        }\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n':
    types.ChannelsDocument,
  '\n  fragment ActiveUserTiles_users on ActiveUsers {\n    dau\n    wau\n    mau\n    stickiness\n    series {\n      date\n      value\n    }\n  }\n':
    types.ActiveUserTiles_UsersFragmentDoc,
  '\n  query BenchmarksPage($appId: ID!) {\n    app(id: $appId) {\n      id\n      benchmark {\n        category\n        crashFreeUsers {\n          value\n          percentile\n        }\n        startupMs {\n          value\n          percentile\n        }\n        sessionSeconds {\n          value\n          percentile\n        }\n      }\n    }\n  }\n':
    types.BenchmarksPageDocument,
  '\n  query Breakdown(\n    $appId: ID!\n    $range: DateRange!\n    $version: String\n    $type: String!\n    $field: String!\n  ) {\n    app(id: $appId) {\n      id\n      breakdown(type: $type, field: $field, first: 20, range: $range, appVersion: $version) {\n        item\n        count\n        devices\n        share\n        isEstimated\n      }\n    }\n  }\n':
    types.BreakdownDocument,
  '\n  fragment CohortTable_cohort on Cohort {\n    date\n    devices\n    returned {\n      afterDays\n      devices\n      rate\n    }\n  }\n':
    types.CohortTable_CohortFragmentDoc,
  '\n  query EventsOfType($appId: ID!, $range: DateRange!, $version: String, $type: String!) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version, type: $type) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n    }\n  }\n':
    types.EventsOfTypeDocument,
  '\n  query EventsPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n      eventTypes {\n        name\n        version\n        isCollected\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n':
    types.EventsPageDocument,
  '\n  query FunnelPage($appId: ID!, $range: DateRange!, $version: String, $steps: [String!]!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      funnel(range: $range, appVersion: $version, steps: $steps) {\n        eventType\n        sessions\n        rate\n      }\n    }\n  }\n':
    types.FunnelPageDocument,
  '\n  fragment PercentileTiles_performance on Performance {\n    whole {\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n':
    types.PercentileTiles_PerformanceFragmentDoc,
  '\n  fragment PercentilesPanel_performance on Performance {\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n':
    types.PercentilesPanel_PerformanceFragmentDoc,
  '\n  query PerformancePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $measure: Measure!\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      performance(measure: $measure, range: $range, appVersion: $version) {\n        ...PercentileTiles_performance\n        ...PercentilesPanel_performance\n        ...VersionPercentiles_performance\n      }\n      previous: performance(measure: $measure, range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        ...PercentileTiles_performance\n      }\n    }\n  }\n':
    types.PerformancePageDocument,
  '\n  fragment ReleaseTable_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n':
    types.ReleaseTable_VersionFragmentDoc,
  '\n  query ReleasesPage($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        ...ReleaseTable_version\n      }\n    }\n  }\n':
    types.ReleasesPageDocument,
  '\n  query RetentionPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      retention(range: $range, appVersion: $version) {\n        date\n        ...CohortTable_cohort\n      }\n    }\n  }\n':
    types.RetentionPageDocument,
  '\n  fragment SessionsPanel_count on Metric {\n    value\n    deltaPercent\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n':
    types.SessionsPanel_CountFragmentDoc,
  '\n  fragment TopItemsPanel_item on ItemUsage {\n    item\n    count\n    devices\n    share\n    isEstimated\n  }\n':
    types.TopItemsPanel_ItemFragmentDoc,
  '\n  query UsagePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      activeUsers(range: $range, appVersion: $version) {\n        ...ActiveUserTiles_users\n      }\n      sessions(range: $range, appVersion: $version) {\n        count {\n          ...SessionsPanel_count\n        }\n        durations {\n          ...PercentilesPanel_performance\n        }\n      }\n      previousSessions: sessions(range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        count {\n          ...SessionsPanel_count\n        }\n      }\n      topScreens(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topElements(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topFeatures(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n    }\n  }\n':
    types.UsagePageDocument,
  '\n  fragment VersionPercentiles_performance on Performance {\n    byVersion {\n      appVersion\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n':
    types.VersionPercentiles_PerformanceFragmentDoc,
  '\n  query Adoption($appId: ID!, $range: DateRange!, $versions: [String!]!) {\n    app(id: $appId) {\n      id\n      adoption(range: $range, appVersions: $versions) {\n        date\n        appVersion\n        devices\n      }\n    }\n  }\n':
    types.AdoptionDocument,
  '\n  query CrashActivity($appId: ID!, $fingerprint: String!, $first: Int!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        activity(first: $first) {\n          edges {\n            node {\n              id\n              createdAt\n              actor\n              kind\n              detail {\n                fix\n                fixedInVersion\n                ignoredUntil\n                moreOccurrences\n                moreDevices\n                assignee\n                text\n                mergedInto\n                fingerprints\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n':
    types.CrashActivityDocument,
  '\n  mutation Comment($input: CommentOnCrashGroupInput!) {\n    commentOnCrashGroup(input: $input) {\n      crashGroup {\n        id\n      }\n    }\n  }\n':
    types.CommentDocument,
  '\n  query AlertHistory($appId: ID!, $fingerprint: String!) {\n    alertChannelKinds {\n      kind\n      label\n    }\n    app(id: $appId) {\n      id\n      alertDeliveries(first: 10, filter: { fingerprint: $fingerprint }) {\n        edges {\n          node {\n            id\n            kind\n            state\n            reason\n            channelKind\n            target\n            createdAt\n            error\n          }\n        }\n      }\n    }\n  }\n':
    types.AlertHistoryDocument,
  '\n  fragment Breadcrumbs_occurrence on CrashOccurrence {\n    timestamp\n    sessionId\n    breadcrumbs(first: 20) {\n      timestamp\n      type\n      data\n    }\n  }\n':
    types.Breadcrumbs_OccurrenceFragmentDoc,
  '\n  fragment CrashDetails_group on CrashGroup {\n    fingerprint\n    fingerprints\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      regressedAt\n      regressionCount\n    }\n  }\n':
    types.CrashDetails_GroupFragmentDoc,
  '\n  fragment CrashHeader_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    firstSeen\n    occurrenceCount\n    deviceCount\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n':
    types.CrashHeader_GroupFragmentDoc,
  '\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      fix\n      fixedInVersion\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressionCount\n      assignee\n    }\n    grouping {\n      countedFrames {\n        function\n        file\n        origin\n      }\n    }\n    histogram(days: 14) {\n      day\n      crashes\n    }\n  }\n':
    types.CrashRow_GroupFragmentDoc,
  '\n  mutation Unmerge($input: UnmergeCrashGroupsInput!) {\n    unmergeCrashGroups(input: $input) {\n      crashGroups {\n        id\n        fingerprint\n      }\n    }\n  }\n':
    types.UnmergeDocument,
  '\n  fragment GroupingDetails_group on CrashGroup {\n    grouping {\n      algorithm\n      groupedBy\n      message\n      countedFrames {\n        function\n        file\n        origin\n      }\n      ignoredFrames {\n        function\n        file\n        origin\n      }\n      lines\n    }\n  }\n':
    types.GroupingDetails_GroupFragmentDoc,
  '\n  query MergeCandidates($appId: ID!, $search: String!) {\n    app(id: $appId) {\n      id\n      crashGroups(first: 12, filter: { search: $search }) {\n        edges {\n          node {\n            id\n            fingerprint\n            type\n            message\n            occurrenceCount\n          }\n        }\n      }\n    }\n  }\n':
    types.MergeCandidatesDocument,
  '\n  mutation Merge($input: MergeCrashGroupsInput!) {\n    mergeCrashGroups(input: $input) {\n      crashGroup {\n        id\n        occurrenceCount\n        fingerprints\n      }\n    }\n  }\n':
    types.MergeDocument,
  '\n  fragment OccurrenceChart_group on CrashGroup {\n    histogram(days: 30) {\n      day\n      crashes\n    }\n  }\n':
    types.OccurrenceChart_GroupFragmentDoc,
  '\n  fragment OccurrenceDetails_occurrence on CrashOccurrence {\n    timestamp\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n':
    types.OccurrenceDetails_OccurrenceFragmentDoc,
  '\n  fragment OccurrencesPanel_group on CrashGroup {\n    fingerprint\n    occurrenceCount\n    message\n    ...GroupingDetails_group\n  }\n':
    types.OccurrencesPanel_GroupFragmentDoc,
  '\n  query SimilarGroups($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        similar(first: 5) {\n          id\n          fingerprint\n          type\n          message\n          occurrenceCount\n        }\n      }\n    }\n  }\n':
    types.SimilarGroupsDocument,
  '\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        fingerprint\n        sampleStackTrace\n        ...CrashHeader_group\n        ...CrashDetails_group\n        ...OccurrenceChart_group\n        ...GroupingDetails_group\n        ...OccurrencesPanel_group\n      }\n    }\n  }\n':
    types.CrashPageDocument,
  '\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $sort: CrashGroupSort!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter, sort: $sort) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n':
    types.CrashListDocument,
  '\n  query FilterOptions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n            triage {\n              assignee\n            }\n          }\n        }\n      }\n    }\n  }\n':
    types.FilterOptionsDocument,
  '\n  query Assignees($appId: ID!) {\n    app(id: $appId) {\n      id\n      members {\n        id\n        email\n      }\n    }\n  }\n':
    types.AssigneesDocument,
  '\n  query Occurrences($appId: ID!, $fingerprint: String!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        occurrences(first: $first, after: $after) {\n          edges {\n            node {\n              id\n              stackTrace\n              ...OccurrenceDetails_occurrence\n              ...Breadcrumbs_occurrence\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n':
    types.OccurrencesDocument,
  '\n  fragment TriageState_group on CrashGroup {\n    id\n    status\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n':
    types.TriageState_GroupFragmentDoc,
  '\n  mutation Resolve($input: ResolveCrashGroupsInput!) {\n    resolveCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n':
    types.ResolveDocument,
  '\n  mutation Ignore($input: IgnoreCrashGroupsInput!) {\n    ignoreCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n':
    types.IgnoreDocument,
  '\n  mutation Reopen($input: ReopenCrashGroupsInput!) {\n    reopenCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n':
    types.ReopenDocument,
  '\n  mutation Assign($input: AssignCrashGroupsInput!) {\n    assignCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n':
    types.AssignDocument,
  '\n  query LiveNow($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n    }\n  }\n':
    types.LiveNowDocument,
  '\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n':
    types.CrashFeedDocument,
  '\n  fragment LiveRow_occurrence on CrashOccurrence {\n    id\n    fingerprint\n    receivedAt\n    type\n    message\n    isFatal\n    appVersion\n    device\n  }\n':
    types.LiveRow_OccurrenceFragmentDoc,
  '\n  fragment CrashesPanel_overview on Overview {\n    start\n    end\n    crashes {\n      series {\n        date\n        value\n      }\n    }\n    fatalCrashes {\n      series {\n        date\n        value\n      }\n    }\n  }\n':
    types.CrashesPanel_OverviewFragmentDoc,
  '\n  fragment DailyUsersPanel_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n':
    types.DailyUsersPanel_OverviewFragmentDoc,
  '\n  query DataHealth($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          eventsPerKey\n          usage {\n            id\n            name\n            events\n          }\n        }\n      }\n      alertDeliveries(first: 50) {\n        edges {\n          node {\n            id\n            state\n          }\n        }\n      }\n    }\n  }\n':
    types.DataHealthDocument,
  '\n  query HasSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n    }\n  }\n':
    types.HasSentDocument,
  '\n  query LastEvent($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        lastEventAt\n      }\n    }\n  }\n':
    types.LastEventDocument,
  '\n  fragment MetricTiles_overview on Overview {\n    start\n    end\n    dailyUsers {\n      ...TileMetric\n    }\n    crashes {\n      ...TileMetric\n    }\n    crashFreeUsers {\n      ...TileMetric\n    }\n    crashFreeSessions {\n      ...TileMetric\n    }\n    sessions {\n      ...TileMetric\n    }\n    averageSessionSeconds {\n      ...TileMetric\n    }\n  }\n':
    types.MetricTiles_OverviewFragmentDoc,
  '\n  fragment TileMetric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    isLowSample\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n':
    types.TileMetricFragmentDoc,
  '\n  fragment MetricTiles_startup on Performance {\n    whole {\n      p50\n      count\n    }\n    byDay {\n      date\n      p50\n      count\n    }\n  }\n':
    types.MetricTiles_StartupFragmentDoc,
  '\n  fragment OverviewContent_app on App {\n    overview(range: $range, appVersion: $version) {\n      series {\n        date\n      }\n      ...MetricTiles_overview\n      ...DailyUsersPanel_overview\n      ...CrashesPanel_overview\n    }\n    previous: overview(range: $previousRange, appVersion: $version) @include(if: $isCompared) {\n      series {\n        date\n      }\n      ...DailyUsersPanel_overview\n    }\n    startup: performance(measure: STARTUP, range: $range, appVersion: $version) {\n      ...MetricTiles_startup\n    }\n    previousStartup: performance(measure: STARTUP, range: $previousRange, appVersion: $version)\n      @include(if: $isCompared) {\n      ...MetricTiles_startup\n    }\n    versions(range: $range) {\n      ...VersionsPanel_version\n    }\n  }\n':
    types.OverviewContent_AppFragmentDoc,
  '\n  query OverviewPage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      overview(range: $range, appVersion: $version) {\n        starts {\n          numerator\n        }\n        crashes {\n          numerator\n        }\n      }\n      ...OverviewContent_app\n      crashGroups(first: 5, filter: { status: OPEN, appVersion: $version }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n':
    types.OverviewPageDocument,
  '\n  fragment VersionsPanel_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n':
    types.VersionsPanel_VersionFragmentDoc,
  '\n  fragment AccountChangeLog_change on AccountChange {\n    id\n    createdAt\n    actor\n    kind\n    subject\n  }\n':
    types.AccountChangeLog_ChangeFragmentDoc,
  '\n  query AccountSettings {\n    viewer {\n      id\n      email\n      accessTokens {\n        ...TokensPanel_token\n      }\n    }\n  }\n':
    types.AccountSettingsDocument,
  '\n  mutation SetMember($input: SetMemberInput!) {\n    setMember(input: $input) {\n      members {\n        id\n        email\n        role\n      }\n    }\n  }\n':
    types.SetMemberDocument,
  '\n  query EventTypeSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      isCollectingUnknownEvents\n      eventTypes {\n        name\n        version\n        tier\n        isCollected\n        registeredAt\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n':
    types.EventTypeSettingsDocument,
  '\n  mutation SetUnknownEventCollection($input: SetUnknownEventCollectionInput!) {\n    setUnknownEventCollection(input: $input) {\n      isEnabled\n    }\n  }\n':
    types.SetUnknownEventCollectionDocument,
  '\n  query GeneralSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      name\n      benchmark {\n        category\n      }\n    }\n  }\n':
    types.GeneralSettingsDocument,
  '\n  mutation RenameApp($input: RenameAppInput!) {\n    renameApp(input: $input) {\n      name\n    }\n  }\n':
    types.RenameAppDocument,
  '\n  mutation SetBenchmark($input: SetBenchmarkInput!) {\n    setBenchmark(input: $input) {\n      category\n    }\n  }\n':
    types.SetBenchmarkDocument,
  '\n  query PreviewGroupingRules($appId: ID!, $rules: CrashGroupingRulesInput!) {\n    app(id: $appId) {\n      id\n      previewCrashGroupingRules(rules: $rules) {\n        crashCount\n        changes {\n          fingerprint\n          crashCount\n          previousFingerprints\n        }\n      }\n    }\n  }\n':
    types.PreviewGroupingRulesDocument,
  '\n  mutation SaveGroupingRules($input: SaveCrashGroupingRulesInput!) {\n    saveCrashGroupingRules(input: $input) {\n      crashGroupingRules {\n        inApp\n      }\n    }\n  }\n':
    types.SaveGroupingRulesDocument,
  '\n  query GroupingSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      crashGroupingRules {\n        rules {\n          fingerprint\n          action\n          type\n          message\n          frame\n          path\n        }\n        inApp\n        library\n      }\n    }\n  }\n':
    types.GroupingSettingsDocument,
  '\n  query IngestionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          ...RateLimitsPanel_limits\n        }\n      }\n    }\n  }\n':
    types.IngestionSettingsDocument,
  '\n  fragment KeyTable_key on IngestKey {\n    id\n    name\n    hint\n    createdAt\n    revokedAt\n  }\n':
    types.KeyTable_KeyFragmentDoc,
  '\n  mutation RevokeIngestKey($input: RevokeIngestKeyInput!) {\n    revokeIngestKey(input: $input) {\n      ingestKey {\n        id\n        revokedAt\n      }\n    }\n  }\n':
    types.RevokeIngestKeyDocument,
  '\n  query KeySettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      ingestKeys {\n        ...KeyTable_key\n      }\n    }\n  }\n':
    types.KeySettingsDocument,
  '\n  fragment MemberTable_member on Member {\n    id\n    email\n    role\n  }\n':
    types.MemberTable_MemberFragmentDoc,
  '\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      members {\n        id\n      }\n    }\n  }\n':
    types.RemoveMemberDocument,
  '\n  query MemberSettings($appId: ID!) {\n    viewer {\n      id\n    }\n    app(id: $appId) {\n      id\n      members {\n        ...MemberTable_member\n      }\n      accountChanges(first: 50) {\n        ...AccountChangeLog_change\n      }\n    }\n  }\n':
    types.MemberSettingsDocument,
  '\n  fragment RateLimitsPanel_limits on RateLimits {\n    eventsPerKey\n    eventsPerDevice\n    usage {\n      id\n      name\n      hint\n      events\n    }\n  }\n':
    types.RateLimitsPanel_LimitsFragmentDoc,
  '\n  mutation SetRateLimits($input: SetRateLimitsInput!) {\n    setRateLimits(input: $input) {\n      ingestion {\n        rateLimits {\n          eventsPerKey\n          eventsPerDevice\n        }\n      }\n    }\n  }\n':
    types.SetRateLimitsDocument,
  '\n  mutation RegisterEventType($input: RegisterEventTypeInput!) {\n    registerEventType(input: $input) {\n      eventType {\n        name\n        version\n      }\n    }\n  }\n':
    types.RegisterEventTypeDocument,
  '\n  fragment RetentionRuns_runs on RetentionRuns {\n    nextRunAt\n    runs {\n      dueAt\n      startedAt\n      durationSeconds\n      rows\n      bytes\n    }\n  }\n':
    types.RetentionRuns_RunsFragmentDoc,
  '\n  query RetentionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      retentionLimits {\n        policy\n        days\n      }\n    }\n    retentionRuns(first: 10) {\n      ...RetentionRuns_runs\n    }\n  }\n':
    types.RetentionSettingsDocument,
  '\n  mutation SetRetention($input: SetRetentionInput!) {\n    setRetention(input: $input) {\n      limits {\n        policy\n        days\n      }\n    }\n  }\n':
    types.SetRetentionDocument,
  '\n  mutation SetSampling($input: SetSamplingInput!) {\n    setSampling(input: $input) {\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n      }\n    }\n  }\n':
    types.SetSamplingDocument,
  '\n  query SourceMaps($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      sourceMaps(first: $first, after: $after) {\n        edges {\n          node {\n            appVersion\n            file\n            segmentCount\n            storedBytes\n            uploadedAt\n            uploadedBy\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n':
    types.SourceMapsDocument,
  '\n  mutation DeleteSourceMap($input: DeleteSourceMapsInput!) {\n    deleteSourceMaps(input: $input) {\n      deletedCount\n    }\n  }\n':
    types.DeleteSourceMapDocument,
  '\n  fragment TokensPanel_token on AccessToken {\n    id\n    name\n    hint\n    createdAt\n    expiresAt\n  }\n':
    types.TokensPanel_TokenFragmentDoc,
  '\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) {\n      secret\n      accessToken {\n        id\n        name\n      }\n    }\n  }\n':
    types.CreateAccessTokenDocument,
  '\n  mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {\n    revokeAccessToken(input: $input) {\n      accessTokens {\n        id\n      }\n    }\n  }\n':
    types.RevokeAccessTokenDocument,
  '\n  mutation CreateIngestKey($input: CreateIngestKeyInput!) {\n    createIngestKey(input: $input) {\n      secret\n      ingestKey {\n        id\n        name\n      }\n    }\n  }\n':
    types.CreateIngestKeyDocument,
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
  source: '\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      message\n      status\n      affectedVersions\n      firstSeen\n      lastSeen\n      ...CrashRow_group\n    }\n  }\n',
): (typeof documents)['\n  subscription NewGroups($appId: ID!, $since: DateTime) {\n    newCrashGroups(appId: $appId, since: $since) {\n      id\n      type\n      message\n      status\n      affectedVersions\n      firstSeen\n      lastSeen\n      ...CrashRow_group\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query ScopeVersions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        share\n      }\n    }\n  }\n',
): (typeof documents)['\n  query ScopeVersions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        share\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SendTest($input: SendTestAlertInput!) {\n    sendTestAlert(input: $input) {\n      deliveryId\n      isDelivered\n      response\n      error\n      latencyMs\n    }\n  }\n',
): (typeof documents)['\n  mutation SendTest($input: SendTestAlertInput!) {\n    sendTestAlert(input: $input) {\n      deliveryId\n      isDelivered\n      response\n      error\n      latencyMs\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation ResendConfirmation($input: ResendAlertConfirmationInput!) {\n    resendAlertConfirmation(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation ResendConfirmation($input: ResendAlertConfirmationInput!) {\n    resendAlertConfirmation(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation DeleteChannel($input: DeleteAlertChannelInput!) {\n    deleteAlertChannel(input: $input) {\n      deletedId\n    }\n  }\n',
): (typeof documents)['\n  mutation DeleteChannel($input: DeleteAlertChannelInput!) {\n    deleteAlertChannel(input: $input) {\n      deletedId\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation CreateChannel($input: CreateAlertChannelInput!) {\n    createAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation CreateChannel($input: CreateAlertChannelInput!) {\n    createAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation UpdateChannel($input: UpdateAlertChannelInput!) {\n    updateAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation UpdateChannel($input: UpdateAlertChannelInput!) {\n    updateAlertChannel(input: $input) {\n      alertChannel {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation ReplayDead($input: ReplayDeadAlertDeliveriesInput!) {\n    replayDeadAlertDeliveries(input: $input) {\n      deliveryCount\n    }\n  }\n',
): (typeof documents)['\n  mutation ReplayDead($input: ReplayDeadAlertDeliveriesInput!) {\n    replayDeadAlertDeliveries(input: $input) {\n      deliveryCount\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Replay($input: ReplayAlertDeliveryInput!) {\n    replayAlertDelivery(input: $input) {\n      deliveryId\n    }\n  }\n',
): (typeof documents)['\n  mutation Replay($input: ReplayAlertDeliveryInput!) {\n    replayAlertDelivery(input: $input) {\n      deliveryId\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Acknowledge($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alertId\n    }\n  }\n',
): (typeof documents)['\n  mutation Acknowledge($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alertId\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation MuteAlert($input: MuteAlertInput!) {\n    muteAlert(input: $input) {\n      alertId\n    }\n  }\n',
): (typeof documents)['\n  mutation MuteAlert($input: MuteAlertInput!) {\n    muteAlert(input: $input) {\n      alertId\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Deliveries($appId: ID!, $first: Int!, $after: String, $filter: AlertDeliveryFilter) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after, filter: $filter) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Deliveries($appId: ID!, $first: Int!, $after: String, $filter: AlertDeliveryFilter) {\n    app(id: $appId) {\n      id\n      alertDeliveries(first: $first, after: $after, filter: $filter) {\n        edges {\n          node {\n            id\n            ...DeliveryRow_delivery\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    alertId\n    channelKind\n    target\n    kind\n    fingerprint\n    crashMessage\n    state\n    reason\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n    acknowledgedAt\n    acknowledgedBy\n  }\n',
): (typeof documents)['\n  fragment DeliveryRow_delivery on AlertDelivery {\n    id\n    alertId\n    channelKind\n    target\n    kind\n    fingerprint\n    crashMessage\n    state\n    reason\n    attempts\n    createdAt\n    latencyMs\n    nextAttemptAt\n    response\n    error\n    acknowledgedAt\n    acknowledgedBy\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SetRuleEnabled($input: SetAlertRuleEnabledInput!) {\n    setAlertRuleEnabled(input: $input) {\n      alertRule {\n        id\n        isEnabled\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation SetRuleEnabled($input: SetAlertRuleEnabledInput!) {\n    setAlertRuleEnabled(input: $input) {\n      alertRule {\n        id\n        isEnabled\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation MuteRule($input: MuteAlertRuleInput!) {\n    muteAlertRule(input: $input) {\n      alertRule {\n        id\n        mutedUntil\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation MuteRule($input: MuteAlertRuleInput!) {\n    muteAlertRule(input: $input) {\n      alertRule {\n        id\n        mutedUntil\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation DeleteRule($input: DeleteAlertRuleInput!) {\n    deleteAlertRule(input: $input) {\n      deletedId\n    }\n  }\n',
): (typeof documents)['\n  mutation DeleteRule($input: DeleteAlertRuleInput!) {\n    deleteAlertRule(input: $input) {\n      deletedId\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation CreateRule($input: CreateAlertRuleInput!) {\n    createAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation CreateRule($input: CreateAlertRuleInput!) {\n    createAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation UpdateRule($input: UpdateAlertRuleInput!) {\n    updateAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation UpdateRule($input: UpdateAlertRuleInput!) {\n    updateAlertRule(input: $input) {\n      alertRule {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Rules($appId: ID!) {\n    app(id: $appId) {\n      id\n      alertRules {\n        id\n        name\n        kind\n        isEnabled\n        mutedUntil\n        conditions {\n          appVersions\n          crashTypes\n          statuses\n          isFatal\n        }\n        velocity {\n          windowMinutes\n          devices\n          sessionPercent\n        }\n        spike {\n          windowMinutes\n          factor\n          minCrashes\n        }\n        crashFree {\n          basis\n          belowPercent\n          days\n          minSample\n        }\n        silence {\n          windowMinutes\n          belowPercent\n          minEvents\n        }\n        cooldownMinutes\n        escalateAfterMinutes\n        channelIds\n        escalateTo\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Rules($appId: ID!) {\n    app(id: $appId) {\n      id\n      alertRules {\n        id\n        name\n        kind\n        isEnabled\n        mutedUntil\n        conditions {\n          appVersions\n          crashTypes\n          statuses\n          isFatal\n        }\n        velocity {\n          windowMinutes\n          devices\n          sessionPercent\n        }\n        spike {\n          windowMinutes\n          factor\n          minCrashes\n        }\n        crashFree {\n          basis\n          belowPercent\n          days\n          minSample\n        }\n        silence {\n          windowMinutes\n          belowPercent\n          minEvents\n        }\n        cooldownMinutes\n        escalateAfterMinutes\n        channelIds\n        escalateTo\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Channels($appId: ID!) {\n    alertChannelKinds {\n      kind\n      label\n      addressType\n      addressLabel\n      addressHint\n      hasSecret\n      hasConfirmation\n    }\n    app(id: $appId) {\n      id\n      alertChannels {\n        id\n        kind\n        name\n        target\n        hasSecret\n        isEnabled\n        verifiedAt\n        quiet {\n          hourlyCap\n          digestMinutes\n          quietFrom\n          quietUntil\n          timeZone\n          canUrgentBreakQuietHours\n        }\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Channels($appId: ID!) {\n    alertChannelKinds {\n      kind\n      label\n      addressType\n      addressLabel\n      addressHint\n      hasSecret\n      hasConfirmation\n    }\n    app(id: $appId) {\n      id\n      alertChannels {\n        id\n        kind\n        name\n        target\n        hasSecret\n        isEnabled\n        verifiedAt\n        quiet {\n          hourlyCap\n          digestMinutes\n          quietFrom\n          quietUntil\n          timeZone\n          canUrgentBreakQuietHours\n        }\n        updatedAt\n        updatedBy\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment ActiveUserTiles_users on ActiveUsers {\n    dau\n    wau\n    mau\n    stickiness\n    series {\n      date\n      value\n    }\n  }\n',
): (typeof documents)['\n  fragment ActiveUserTiles_users on ActiveUsers {\n    dau\n    wau\n    mau\n    stickiness\n    series {\n      date\n      value\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query BenchmarksPage($appId: ID!) {\n    app(id: $appId) {\n      id\n      benchmark {\n        category\n        crashFreeUsers {\n          value\n          percentile\n        }\n        startupMs {\n          value\n          percentile\n        }\n        sessionSeconds {\n          value\n          percentile\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query BenchmarksPage($appId: ID!) {\n    app(id: $appId) {\n      id\n      benchmark {\n        category\n        crashFreeUsers {\n          value\n          percentile\n        }\n        startupMs {\n          value\n          percentile\n        }\n        sessionSeconds {\n          value\n          percentile\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Breakdown(\n    $appId: ID!\n    $range: DateRange!\n    $version: String\n    $type: String!\n    $field: String!\n  ) {\n    app(id: $appId) {\n      id\n      breakdown(type: $type, field: $field, first: 20, range: $range, appVersion: $version) {\n        item\n        count\n        devices\n        share\n        isEstimated\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Breakdown(\n    $appId: ID!\n    $range: DateRange!\n    $version: String\n    $type: String!\n    $field: String!\n  ) {\n    app(id: $appId) {\n      id\n      breakdown(type: $type, field: $field, first: 20, range: $range, appVersion: $version) {\n        item\n        count\n        devices\n        share\n        isEstimated\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment CohortTable_cohort on Cohort {\n    date\n    devices\n    returned {\n      afterDays\n      devices\n      rate\n    }\n  }\n',
): (typeof documents)['\n  fragment CohortTable_cohort on Cohort {\n    date\n    devices\n    returned {\n      afterDays\n      devices\n      rate\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query EventsOfType($appId: ID!, $range: DateRange!, $version: String, $type: String!) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version, type: $type) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n    }\n  }\n',
): (typeof documents)['\n  query EventsOfType($appId: ID!, $range: DateRange!, $version: String, $type: String!) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version, type: $type) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query EventsPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n      eventTypes {\n        name\n        version\n        isCollected\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query EventsPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      events(range: $range, appVersion: $version) {\n        date\n        count\n        uniqueDevices\n        isEstimated\n      }\n      eventTypes {\n        name\n        version\n        isCollected\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query FunnelPage($appId: ID!, $range: DateRange!, $version: String, $steps: [String!]!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      funnel(range: $range, appVersion: $version, steps: $steps) {\n        eventType\n        sessions\n        rate\n      }\n    }\n  }\n',
): (typeof documents)['\n  query FunnelPage($appId: ID!, $range: DateRange!, $version: String, $steps: [String!]!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      funnel(range: $range, appVersion: $version, steps: $steps) {\n        eventType\n        sessions\n        rate\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment PercentileTiles_performance on Performance {\n    whole {\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n',
): (typeof documents)['\n  fragment PercentileTiles_performance on Performance {\n    whole {\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment PercentilesPanel_performance on Performance {\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n',
): (typeof documents)['\n  fragment PercentilesPanel_performance on Performance {\n    byDay {\n      date\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query PerformancePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $measure: Measure!\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      performance(measure: $measure, range: $range, appVersion: $version) {\n        ...PercentileTiles_performance\n        ...PercentilesPanel_performance\n        ...VersionPercentiles_performance\n      }\n      previous: performance(measure: $measure, range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        ...PercentileTiles_performance\n      }\n    }\n  }\n',
): (typeof documents)['\n  query PerformancePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $measure: Measure!\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      performance(measure: $measure, range: $range, appVersion: $version) {\n        ...PercentileTiles_performance\n        ...PercentilesPanel_performance\n        ...VersionPercentiles_performance\n      }\n      previous: performance(measure: $measure, range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        ...PercentileTiles_performance\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment ReleaseTable_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n',
): (typeof documents)['\n  fragment ReleaseTable_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query ReleasesPage($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        ...ReleaseTable_version\n      }\n    }\n  }\n',
): (typeof documents)['\n  query ReleasesPage($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n        ...ReleaseTable_version\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query RetentionPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      retention(range: $range, appVersion: $version) {\n        date\n        ...CohortTable_cohort\n      }\n    }\n  }\n',
): (typeof documents)['\n  query RetentionPage($appId: ID!, $range: DateRange!, $version: String) {\n    app(id: $appId) {\n      id\n      retention(range: $range, appVersion: $version) {\n        date\n        ...CohortTable_cohort\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment SessionsPanel_count on Metric {\n    value\n    deltaPercent\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n',
): (typeof documents)['\n  fragment SessionsPanel_count on Metric {\n    value\n    deltaPercent\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment TopItemsPanel_item on ItemUsage {\n    item\n    count\n    devices\n    share\n    isEstimated\n  }\n',
): (typeof documents)['\n  fragment TopItemsPanel_item on ItemUsage {\n    item\n    count\n    devices\n    share\n    isEstimated\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query UsagePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      activeUsers(range: $range, appVersion: $version) {\n        ...ActiveUserTiles_users\n      }\n      sessions(range: $range, appVersion: $version) {\n        count {\n          ...SessionsPanel_count\n        }\n        durations {\n          ...PercentilesPanel_performance\n        }\n      }\n      previousSessions: sessions(range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        count {\n          ...SessionsPanel_count\n        }\n      }\n      topScreens(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topElements(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topFeatures(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n    }\n  }\n',
): (typeof documents)['\n  query UsagePage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      activeUsers(range: $range, appVersion: $version) {\n        ...ActiveUserTiles_users\n      }\n      sessions(range: $range, appVersion: $version) {\n        count {\n          ...SessionsPanel_count\n        }\n        durations {\n          ...PercentilesPanel_performance\n        }\n      }\n      previousSessions: sessions(range: $previousRange, appVersion: $version)\n        @include(if: $isCompared) {\n        count {\n          ...SessionsPanel_count\n        }\n      }\n      topScreens(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topElements(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n      topFeatures(first: 10, range: $range, appVersion: $version) {\n        ...TopItemsPanel_item\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment VersionPercentiles_performance on Performance {\n    byVersion {\n      appVersion\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n',
): (typeof documents)['\n  fragment VersionPercentiles_performance on Performance {\n    byVersion {\n      appVersion\n      count\n      p50\n      p75\n      p95\n      p99\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Adoption($appId: ID!, $range: DateRange!, $versions: [String!]!) {\n    app(id: $appId) {\n      id\n      adoption(range: $range, appVersions: $versions) {\n        date\n        appVersion\n        devices\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Adoption($appId: ID!, $range: DateRange!, $versions: [String!]!) {\n    app(id: $appId) {\n      id\n      adoption(range: $range, appVersions: $versions) {\n        date\n        appVersion\n        devices\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query CrashActivity($appId: ID!, $fingerprint: String!, $first: Int!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        activity(first: $first) {\n          edges {\n            node {\n              id\n              createdAt\n              actor\n              kind\n              detail {\n                fix\n                fixedInVersion\n                ignoredUntil\n                moreOccurrences\n                moreDevices\n                assignee\n                text\n                mergedInto\n                fingerprints\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query CrashActivity($appId: ID!, $fingerprint: String!, $first: Int!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        activity(first: $first) {\n          edges {\n            node {\n              id\n              createdAt\n              actor\n              kind\n              detail {\n                fix\n                fixedInVersion\n                ignoredUntil\n                moreOccurrences\n                moreDevices\n                assignee\n                text\n                mergedInto\n                fingerprints\n              }\n            }\n          }\n          pageInfo {\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Comment($input: CommentOnCrashGroupInput!) {\n    commentOnCrashGroup(input: $input) {\n      crashGroup {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Comment($input: CommentOnCrashGroupInput!) {\n    commentOnCrashGroup(input: $input) {\n      crashGroup {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query AlertHistory($appId: ID!, $fingerprint: String!) {\n    alertChannelKinds {\n      kind\n      label\n    }\n    app(id: $appId) {\n      id\n      alertDeliveries(first: 10, filter: { fingerprint: $fingerprint }) {\n        edges {\n          node {\n            id\n            kind\n            state\n            reason\n            channelKind\n            target\n            createdAt\n            error\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query AlertHistory($appId: ID!, $fingerprint: String!) {\n    alertChannelKinds {\n      kind\n      label\n    }\n    app(id: $appId) {\n      id\n      alertDeliveries(first: 10, filter: { fingerprint: $fingerprint }) {\n        edges {\n          node {\n            id\n            kind\n            state\n            reason\n            channelKind\n            target\n            createdAt\n            error\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment Breadcrumbs_occurrence on CrashOccurrence {\n    timestamp\n    sessionId\n    breadcrumbs(first: 20) {\n      timestamp\n      type\n      data\n    }\n  }\n',
): (typeof documents)['\n  fragment Breadcrumbs_occurrence on CrashOccurrence {\n    timestamp\n    sessionId\n    breadcrumbs(first: 20) {\n      timestamp\n      type\n      data\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment CrashDetails_group on CrashGroup {\n    fingerprint\n    fingerprints\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      regressedAt\n      regressionCount\n    }\n  }\n',
): (typeof documents)['\n  fragment CrashDetails_group on CrashGroup {\n    fingerprint\n    fingerprints\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      regressedAt\n      regressionCount\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment CrashHeader_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    firstSeen\n    occurrenceCount\n    deviceCount\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n',
): (typeof documents)['\n  fragment CrashHeader_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    firstSeen\n    occurrenceCount\n    deviceCount\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      fix\n      fixedInVersion\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressionCount\n      assignee\n    }\n    grouping {\n      countedFrames {\n        function\n        file\n        origin\n      }\n    }\n    histogram(days: 14) {\n      day\n      crashes\n    }\n  }\n',
): (typeof documents)['\n  fragment CrashRow_group on CrashGroup {\n    id\n    fingerprint\n    type\n    message\n    status\n    occurrenceCount\n    deviceCount\n    affectedVersions\n    firstSeen\n    lastSeen\n    triage {\n      fix\n      fixedInVersion\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressionCount\n      assignee\n    }\n    grouping {\n      countedFrames {\n        function\n        file\n        origin\n      }\n    }\n    histogram(days: 14) {\n      day\n      crashes\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Unmerge($input: UnmergeCrashGroupsInput!) {\n    unmergeCrashGroups(input: $input) {\n      crashGroups {\n        id\n        fingerprint\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Unmerge($input: UnmergeCrashGroupsInput!) {\n    unmergeCrashGroups(input: $input) {\n      crashGroups {\n        id\n        fingerprint\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment GroupingDetails_group on CrashGroup {\n    grouping {\n      algorithm\n      groupedBy\n      message\n      countedFrames {\n        function\n        file\n        origin\n      }\n      ignoredFrames {\n        function\n        file\n        origin\n      }\n      lines\n    }\n  }\n',
): (typeof documents)['\n  fragment GroupingDetails_group on CrashGroup {\n    grouping {\n      algorithm\n      groupedBy\n      message\n      countedFrames {\n        function\n        file\n        origin\n      }\n      ignoredFrames {\n        function\n        file\n        origin\n      }\n      lines\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query MergeCandidates($appId: ID!, $search: String!) {\n    app(id: $appId) {\n      id\n      crashGroups(first: 12, filter: { search: $search }) {\n        edges {\n          node {\n            id\n            fingerprint\n            type\n            message\n            occurrenceCount\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query MergeCandidates($appId: ID!, $search: String!) {\n    app(id: $appId) {\n      id\n      crashGroups(first: 12, filter: { search: $search }) {\n        edges {\n          node {\n            id\n            fingerprint\n            type\n            message\n            occurrenceCount\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Merge($input: MergeCrashGroupsInput!) {\n    mergeCrashGroups(input: $input) {\n      crashGroup {\n        id\n        occurrenceCount\n        fingerprints\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Merge($input: MergeCrashGroupsInput!) {\n    mergeCrashGroups(input: $input) {\n      crashGroup {\n        id\n        occurrenceCount\n        fingerprints\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment OccurrenceChart_group on CrashGroup {\n    histogram(days: 30) {\n      day\n      crashes\n    }\n  }\n',
): (typeof documents)['\n  fragment OccurrenceChart_group on CrashGroup {\n    histogram(days: 30) {\n      day\n      crashes\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment OccurrenceDetails_occurrence on CrashOccurrence {\n    timestamp\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n',
): (typeof documents)['\n  fragment OccurrenceDetails_occurrence on CrashOccurrence {\n    timestamp\n    message\n    isFatal\n    appVersion\n    mosisVersion\n    sessionId\n    device\n    context {\n      screen\n      memoryMb\n      uptimeSeconds\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment OccurrencesPanel_group on CrashGroup {\n    fingerprint\n    occurrenceCount\n    message\n    ...GroupingDetails_group\n  }\n',
): (typeof documents)['\n  fragment OccurrencesPanel_group on CrashGroup {\n    fingerprint\n    occurrenceCount\n    message\n    ...GroupingDetails_group\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query SimilarGroups($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        similar(first: 5) {\n          id\n          fingerprint\n          type\n          message\n          occurrenceCount\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query SimilarGroups($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        similar(first: 5) {\n          id\n          fingerprint\n          type\n          message\n          occurrenceCount\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        fingerprint\n        sampleStackTrace\n        ...CrashHeader_group\n        ...CrashDetails_group\n        ...OccurrenceChart_group\n        ...GroupingDetails_group\n        ...OccurrencesPanel_group\n      }\n    }\n  }\n',
): (typeof documents)['\n  query CrashPage($appId: ID!, $fingerprint: String!) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        fingerprint\n        sampleStackTrace\n        ...CrashHeader_group\n        ...CrashDetails_group\n        ...OccurrenceChart_group\n        ...GroupingDetails_group\n        ...OccurrencesPanel_group\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $sort: CrashGroupSort!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter, sort: $sort) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query CrashList(\n    $appId: ID!\n    $filter: CrashGroupFilter!\n    $sort: CrashGroupSort!\n    $first: Int!\n    $after: String\n    $isFirst: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      crashGroups(first: $first, after: $after, filter: $filter, sort: $sort) {\n        totalCount @include(if: $isFirst)\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query FilterOptions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n            triage {\n              assignee\n            }\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query FilterOptions($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n      crashGroups(first: 100) {\n        edges {\n          node {\n            id\n            type\n            affectedVersions\n            triage {\n              assignee\n            }\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Assignees($appId: ID!) {\n    app(id: $appId) {\n      id\n      members {\n        id\n        email\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Assignees($appId: ID!) {\n    app(id: $appId) {\n      id\n      members {\n        id\n        email\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Occurrences($appId: ID!, $fingerprint: String!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        occurrences(first: $first, after: $after) {\n          edges {\n            node {\n              id\n              stackTrace\n              ...OccurrenceDetails_occurrence\n              ...Breadcrumbs_occurrence\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Occurrences($appId: ID!, $fingerprint: String!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      crashGroup(fingerprint: $fingerprint) {\n        id\n        occurrences(first: $first, after: $after) {\n          edges {\n            node {\n              id\n              stackTrace\n              ...OccurrenceDetails_occurrence\n              ...Breadcrumbs_occurrence\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment TriageState_group on CrashGroup {\n    id\n    status\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n',
): (typeof documents)['\n  fragment TriageState_group on CrashGroup {\n    id\n    status\n    triage {\n      fix\n      fixedInVersion\n      resolvedAt\n      ignoredUntil\n      ignoredUntilOccurrences\n      ignoredUntilDevices\n      regressedAt\n      regressionCount\n      assignee\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Resolve($input: ResolveCrashGroupsInput!) {\n    resolveCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Resolve($input: ResolveCrashGroupsInput!) {\n    resolveCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Ignore($input: IgnoreCrashGroupsInput!) {\n    ignoreCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Ignore($input: IgnoreCrashGroupsInput!) {\n    ignoreCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Reopen($input: ReopenCrashGroupsInput!) {\n    reopenCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Reopen($input: ReopenCrashGroupsInput!) {\n    reopenCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation Assign($input: AssignCrashGroupsInput!) {\n    assignCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation Assign($input: AssignCrashGroupsInput!) {\n    assignCrashGroups(input: $input) {\n      crashGroups {\n        id\n        ...TriageState_group\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query LiveNow($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n    }\n  }\n',
): (typeof documents)['\n  query LiveNow($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n',
): (typeof documents)['\n  subscription CrashFeed($appId: ID!, $since: DateTime) {\n    crashFeed(appId: $appId, since: $since) {\n      id\n      receivedAt\n      fingerprint\n      ...LiveRow_occurrence\n    }\n  }\n']
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
  source: '\n  fragment CrashesPanel_overview on Overview {\n    start\n    end\n    crashes {\n      series {\n        date\n        value\n      }\n    }\n    fatalCrashes {\n      series {\n        date\n        value\n      }\n    }\n  }\n',
): (typeof documents)['\n  fragment CrashesPanel_overview on Overview {\n    start\n    end\n    crashes {\n      series {\n        date\n        value\n      }\n    }\n    fatalCrashes {\n      series {\n        date\n        value\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment DailyUsersPanel_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n',
): (typeof documents)['\n  fragment DailyUsersPanel_overview on Overview {\n    start\n    end\n    series {\n      date\n      uniqueDevices\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query DataHealth($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          eventsPerKey\n          usage {\n            id\n            name\n            events\n          }\n        }\n      }\n      alertDeliveries(first: 50) {\n        edges {\n          node {\n            id\n            state\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query DataHealth($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        devices\n        sessions\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          eventsPerKey\n          usage {\n            id\n            name\n            events\n          }\n        }\n      }\n      alertDeliveries(first: 50) {\n        edges {\n          node {\n            id\n            state\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query HasSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n    }\n  }\n',
): (typeof documents)['\n  query HasSent($appId: ID!, $range: DateRange!) {\n    app(id: $appId) {\n      id\n      versions(range: $range) {\n        appVersion\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query LastEvent($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        lastEventAt\n      }\n    }\n  }\n',
): (typeof documents)['\n  query LastEvent($appId: ID!) {\n    app(id: $appId) {\n      id\n      liveNow {\n        countedAt\n        lastEventAt\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment MetricTiles_overview on Overview {\n    start\n    end\n    dailyUsers {\n      ...TileMetric\n    }\n    crashes {\n      ...TileMetric\n    }\n    crashFreeUsers {\n      ...TileMetric\n    }\n    crashFreeSessions {\n      ...TileMetric\n    }\n    sessions {\n      ...TileMetric\n    }\n    averageSessionSeconds {\n      ...TileMetric\n    }\n  }\n',
): (typeof documents)['\n  fragment MetricTiles_overview on Overview {\n    start\n    end\n    dailyUsers {\n      ...TileMetric\n    }\n    crashes {\n      ...TileMetric\n    }\n    crashFreeUsers {\n      ...TileMetric\n    }\n    crashFreeSessions {\n      ...TileMetric\n    }\n    sessions {\n      ...TileMetric\n    }\n    averageSessionSeconds {\n      ...TileMetric\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment TileMetric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    isLowSample\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n',
): (typeof documents)['\n  fragment TileMetric on Metric {\n    value\n    previous\n    deltaPercent\n    numerator\n    denominator\n    isLowSample\n    isEstimated\n    series {\n      date\n      value\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment MetricTiles_startup on Performance {\n    whole {\n      p50\n      count\n    }\n    byDay {\n      date\n      p50\n      count\n    }\n  }\n',
): (typeof documents)['\n  fragment MetricTiles_startup on Performance {\n    whole {\n      p50\n      count\n    }\n    byDay {\n      date\n      p50\n      count\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment OverviewContent_app on App {\n    overview(range: $range, appVersion: $version) {\n      series {\n        date\n      }\n      ...MetricTiles_overview\n      ...DailyUsersPanel_overview\n      ...CrashesPanel_overview\n    }\n    previous: overview(range: $previousRange, appVersion: $version) @include(if: $isCompared) {\n      series {\n        date\n      }\n      ...DailyUsersPanel_overview\n    }\n    startup: performance(measure: STARTUP, range: $range, appVersion: $version) {\n      ...MetricTiles_startup\n    }\n    previousStartup: performance(measure: STARTUP, range: $previousRange, appVersion: $version)\n      @include(if: $isCompared) {\n      ...MetricTiles_startup\n    }\n    versions(range: $range) {\n      ...VersionsPanel_version\n    }\n  }\n',
): (typeof documents)['\n  fragment OverviewContent_app on App {\n    overview(range: $range, appVersion: $version) {\n      series {\n        date\n      }\n      ...MetricTiles_overview\n      ...DailyUsersPanel_overview\n      ...CrashesPanel_overview\n    }\n    previous: overview(range: $previousRange, appVersion: $version) @include(if: $isCompared) {\n      series {\n        date\n      }\n      ...DailyUsersPanel_overview\n    }\n    startup: performance(measure: STARTUP, range: $range, appVersion: $version) {\n      ...MetricTiles_startup\n    }\n    previousStartup: performance(measure: STARTUP, range: $previousRange, appVersion: $version)\n      @include(if: $isCompared) {\n      ...MetricTiles_startup\n    }\n    versions(range: $range) {\n      ...VersionsPanel_version\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query OverviewPage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      overview(range: $range, appVersion: $version) {\n        starts {\n          numerator\n        }\n        crashes {\n          numerator\n        }\n      }\n      ...OverviewContent_app\n      crashGroups(first: 5, filter: { status: OPEN, appVersion: $version }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query OverviewPage(\n    $appId: ID!\n    $range: DateRange!\n    $previousRange: DateRange!\n    $version: String\n    $isCompared: Boolean!\n  ) {\n    app(id: $appId) {\n      id\n      overview(range: $range, appVersion: $version) {\n        starts {\n          numerator\n        }\n        crashes {\n          numerator\n        }\n      }\n      ...OverviewContent_app\n      crashGroups(first: 5, filter: { status: OPEN, appVersion: $version }) {\n        edges {\n          node {\n            id\n            ...CrashRow_group\n          }\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment VersionsPanel_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n',
): (typeof documents)['\n  fragment VersionsPanel_version on VersionUsage {\n    appVersion\n    devices\n    share\n    starts\n    fatalCrashes\n    crashRate\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment AccountChangeLog_change on AccountChange {\n    id\n    createdAt\n    actor\n    kind\n    subject\n  }\n',
): (typeof documents)['\n  fragment AccountChangeLog_change on AccountChange {\n    id\n    createdAt\n    actor\n    kind\n    subject\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query AccountSettings {\n    viewer {\n      id\n      email\n      accessTokens {\n        ...TokensPanel_token\n      }\n    }\n  }\n',
): (typeof documents)['\n  query AccountSettings {\n    viewer {\n      id\n      email\n      accessTokens {\n        ...TokensPanel_token\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SetMember($input: SetMemberInput!) {\n    setMember(input: $input) {\n      members {\n        id\n        email\n        role\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation SetMember($input: SetMemberInput!) {\n    setMember(input: $input) {\n      members {\n        id\n        email\n        role\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query EventTypeSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      isCollectingUnknownEvents\n      eventTypes {\n        name\n        version\n        tier\n        isCollected\n        registeredAt\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query EventTypeSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      isCollectingUnknownEvents\n      eventTypes {\n        name\n        version\n        tier\n        isCollected\n        registeredAt\n        fields {\n          name\n          kind\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SetUnknownEventCollection($input: SetUnknownEventCollectionInput!) {\n    setUnknownEventCollection(input: $input) {\n      isEnabled\n    }\n  }\n',
): (typeof documents)['\n  mutation SetUnknownEventCollection($input: SetUnknownEventCollectionInput!) {\n    setUnknownEventCollection(input: $input) {\n      isEnabled\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query GeneralSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      name\n      benchmark {\n        category\n      }\n    }\n  }\n',
): (typeof documents)['\n  query GeneralSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      name\n      benchmark {\n        category\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation RenameApp($input: RenameAppInput!) {\n    renameApp(input: $input) {\n      name\n    }\n  }\n',
): (typeof documents)['\n  mutation RenameApp($input: RenameAppInput!) {\n    renameApp(input: $input) {\n      name\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SetBenchmark($input: SetBenchmarkInput!) {\n    setBenchmark(input: $input) {\n      category\n    }\n  }\n',
): (typeof documents)['\n  mutation SetBenchmark($input: SetBenchmarkInput!) {\n    setBenchmark(input: $input) {\n      category\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query PreviewGroupingRules($appId: ID!, $rules: CrashGroupingRulesInput!) {\n    app(id: $appId) {\n      id\n      previewCrashGroupingRules(rules: $rules) {\n        crashCount\n        changes {\n          fingerprint\n          crashCount\n          previousFingerprints\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query PreviewGroupingRules($appId: ID!, $rules: CrashGroupingRulesInput!) {\n    app(id: $appId) {\n      id\n      previewCrashGroupingRules(rules: $rules) {\n        crashCount\n        changes {\n          fingerprint\n          crashCount\n          previousFingerprints\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SaveGroupingRules($input: SaveCrashGroupingRulesInput!) {\n    saveCrashGroupingRules(input: $input) {\n      crashGroupingRules {\n        inApp\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation SaveGroupingRules($input: SaveCrashGroupingRulesInput!) {\n    saveCrashGroupingRules(input: $input) {\n      crashGroupingRules {\n        inApp\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query GroupingSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      crashGroupingRules {\n        rules {\n          fingerprint\n          action\n          type\n          message\n          frame\n          path\n        }\n        inApp\n        library\n      }\n    }\n  }\n',
): (typeof documents)['\n  query GroupingSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      crashGroupingRules {\n        rules {\n          fingerprint\n          action\n          type\n          message\n          frame\n          path\n        }\n        inApp\n        library\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query IngestionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          ...RateLimitsPanel_limits\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query IngestionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      eventTypes {\n        name\n        version\n      }\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n        rateLimits {\n          ...RateLimitsPanel_limits\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment KeyTable_key on IngestKey {\n    id\n    name\n    hint\n    createdAt\n    revokedAt\n  }\n',
): (typeof documents)['\n  fragment KeyTable_key on IngestKey {\n    id\n    name\n    hint\n    createdAt\n    revokedAt\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation RevokeIngestKey($input: RevokeIngestKeyInput!) {\n    revokeIngestKey(input: $input) {\n      ingestKey {\n        id\n        revokedAt\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation RevokeIngestKey($input: RevokeIngestKeyInput!) {\n    revokeIngestKey(input: $input) {\n      ingestKey {\n        id\n        revokedAt\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query KeySettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      ingestKeys {\n        ...KeyTable_key\n      }\n    }\n  }\n',
): (typeof documents)['\n  query KeySettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      ingestKeys {\n        ...KeyTable_key\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment MemberTable_member on Member {\n    id\n    email\n    role\n  }\n',
): (typeof documents)['\n  fragment MemberTable_member on Member {\n    id\n    email\n    role\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      members {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      members {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query MemberSettings($appId: ID!) {\n    viewer {\n      id\n    }\n    app(id: $appId) {\n      id\n      members {\n        ...MemberTable_member\n      }\n      accountChanges(first: 50) {\n        ...AccountChangeLog_change\n      }\n    }\n  }\n',
): (typeof documents)['\n  query MemberSettings($appId: ID!) {\n    viewer {\n      id\n    }\n    app(id: $appId) {\n      id\n      members {\n        ...MemberTable_member\n      }\n      accountChanges(first: 50) {\n        ...AccountChangeLog_change\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment RateLimitsPanel_limits on RateLimits {\n    eventsPerKey\n    eventsPerDevice\n    usage {\n      id\n      name\n      hint\n      events\n    }\n  }\n',
): (typeof documents)['\n  fragment RateLimitsPanel_limits on RateLimits {\n    eventsPerKey\n    eventsPerDevice\n    usage {\n      id\n      name\n      hint\n      events\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SetRateLimits($input: SetRateLimitsInput!) {\n    setRateLimits(input: $input) {\n      ingestion {\n        rateLimits {\n          eventsPerKey\n          eventsPerDevice\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation SetRateLimits($input: SetRateLimitsInput!) {\n    setRateLimits(input: $input) {\n      ingestion {\n        rateLimits {\n          eventsPerKey\n          eventsPerDevice\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation RegisterEventType($input: RegisterEventTypeInput!) {\n    registerEventType(input: $input) {\n      eventType {\n        name\n        version\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation RegisterEventType($input: RegisterEventTypeInput!) {\n    registerEventType(input: $input) {\n      eventType {\n        name\n        version\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment RetentionRuns_runs on RetentionRuns {\n    nextRunAt\n    runs {\n      dueAt\n      startedAt\n      durationSeconds\n      rows\n      bytes\n    }\n  }\n',
): (typeof documents)['\n  fragment RetentionRuns_runs on RetentionRuns {\n    nextRunAt\n    runs {\n      dueAt\n      startedAt\n      durationSeconds\n      rows\n      bytes\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query RetentionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      retentionLimits {\n        policy\n        days\n      }\n    }\n    retentionRuns(first: 10) {\n      ...RetentionRuns_runs\n    }\n  }\n',
): (typeof documents)['\n  query RetentionSettings($appId: ID!) {\n    app(id: $appId) {\n      id\n      retentionLimits {\n        policy\n        days\n      }\n    }\n    retentionRuns(first: 10) {\n      ...RetentionRuns_runs\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SetRetention($input: SetRetentionInput!) {\n    setRetention(input: $input) {\n      limits {\n        policy\n        days\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation SetRetention($input: SetRetentionInput!) {\n    setRetention(input: $input) {\n      limits {\n        policy\n        days\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation SetSampling($input: SetSamplingInput!) {\n    setSampling(input: $input) {\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation SetSampling($input: SetSamplingInput!) {\n    setSampling(input: $input) {\n      ingestion {\n        sampling {\n          eventType\n          rate\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query SourceMaps($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      sourceMaps(first: $first, after: $after) {\n        edges {\n          node {\n            appVersion\n            file\n            segmentCount\n            storedBytes\n            uploadedAt\n            uploadedBy\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query SourceMaps($appId: ID!, $first: Int!, $after: String) {\n    app(id: $appId) {\n      id\n      sourceMaps(first: $first, after: $after) {\n        edges {\n          node {\n            appVersion\n            file\n            segmentCount\n            storedBytes\n            uploadedAt\n            uploadedBy\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation DeleteSourceMap($input: DeleteSourceMapsInput!) {\n    deleteSourceMaps(input: $input) {\n      deletedCount\n    }\n  }\n',
): (typeof documents)['\n  mutation DeleteSourceMap($input: DeleteSourceMapsInput!) {\n    deleteSourceMaps(input: $input) {\n      deletedCount\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment TokensPanel_token on AccessToken {\n    id\n    name\n    hint\n    createdAt\n    expiresAt\n  }\n',
): (typeof documents)['\n  fragment TokensPanel_token on AccessToken {\n    id\n    name\n    hint\n    createdAt\n    expiresAt\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) {\n      secret\n      accessToken {\n        id\n        name\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) {\n      secret\n      accessToken {\n        id\n        name\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {\n    revokeAccessToken(input: $input) {\n      accessTokens {\n        id\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {\n    revokeAccessToken(input: $input) {\n      accessTokens {\n        id\n      }\n    }\n  }\n']
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation CreateIngestKey($input: CreateIngestKeyInput!) {\n    createIngestKey(input: $input) {\n      secret\n      ingestKey {\n        id\n        name\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation CreateIngestKey($input: CreateIngestKeyInput!) {\n    createIngestKey(input: $input) {\n      secret\n      ingestKey {\n        id\n        name\n      }\n    }\n  }\n']

export function graphql(source: string) {
  return (documents as any)[source] ?? {}
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> =
  TDocumentNode extends DocumentNode<infer TType, any> ? TType : never
