"""Triage, and the queries of a group's page in the dashboard."""

from datetime import timedelta
from typing import Any

import pytest
from tests.integration.api.site import Site, read_error

from telemetry_graph.kit.clock import utc_now

_APP = "com.example.notes"
_GROUP = """
query Group($app: ID!, $fingerprint: String!) {
  app(id: $app) { crashGroup(fingerprint: $fingerprint) {
    fingerprint fingerprints status occurrenceCount deviceCount
    triage { fix fixedInVersion regressionCount assignee ignoredUntilOccurrences }
    grouping { algorithm groupedBy message lines
               countedFrames { file function origin } ignoredFrames { file } }
    histogram(days: 2) { crashes }
    occurrences(first: 5) { edges { node { message breadcrumbs(first: 3) { type } } }
                            pageInfo { hasNextPage } }
    similar(first: 3) { fingerprint }
    activity { edges { node { kind actor createdAt detail { fix fixedInVersion text } } } }
  } }
}
"""
_LIST = """
query List($app: ID!, $filter: CrashGroupFilter, $sort: CrashGroupSort!) {
  app(id: $app) { crashGroups(first: 10, filter: $filter, sort: $sort) {
    totalCount edges { node { fingerprint } } } }
}
"""
_RESOLVE = """
mutation M($input: ResolveCrashGroupsInput!) {
  resolveCrashGroups(input: $input) { crashGroups { status triage { fix fixedInVersion } } }
}
"""
_IGNORE = """
mutation M($input: IgnoreCrashGroupsInput!) {
  ignoreCrashGroups(input: $input) { crashGroups { status } }
}
"""
_REOPEN = """
mutation M($input: ReopenCrashGroupsInput!) {
  reopenCrashGroups(input: $input) { crashGroups { status } }
}
"""
_ASSIGN = """
mutation M($input: AssignCrashGroupsInput!) {
  assignCrashGroups(input: $input) { crashGroups { triage { assignee } } }
}
"""
_COMMENT = """
mutation M($input: CommentOnCrashGroupInput!) {
  commentOnCrashGroup(input: $input) { crashGroup { fingerprint } }
}
"""
_MERGE = """
mutation M($input: MergeCrashGroupsInput!) {
  mergeCrashGroups(input: $input) { crashGroup { occurrenceCount fingerprints } }
}
"""
_UNMERGE = """
mutation M($input: UnmergeCrashGroupsInput!) {
  unmergeCrashGroups(input: $input) { crashGroups { occurrenceCount } }
}
"""
_BATCH_MUTATIONS = (_RESOLVE, _IGNORE, _REOPEN, _ASSIGN, _UNMERGE)


async def _query(site: Site, query: str, **variables: Any) -> Any:
    response = await site.graphql(query, variables, secret=site.people.owner.token)
    body = response.json()
    assert "errors" not in body, body
    return body["data"]


async def test_a_group_has_its_details(site: Site) -> None:
    fingerprint = await site.report_crash("no note <b>'n 1'</b>")

    data = await _query(site, _GROUP, app=_APP, fingerprint=fingerprint)

    group = data["app"]["crashGroup"]
    assert group["fingerprints"] == [fingerprint]
    assert (group["occurrenceCount"], group["deviceCount"]) == (1, 1)
    assert group["grouping"] == {
        "algorithm": 2,
        "groupedBy": "ALGORITHM",
        "message": "no note <b><value><<path>>",
        "countedFrames": [
            {"file": "editor.lua", "function": "save", "origin": "APP"},
            {"file": "main.lua", "function": "main chunk", "origin": "APP"},
        ],
        "ignoredFrames": [],
        "lines": [],
    }
    assert sum(day["crashes"] for day in group["histogram"]) == 1
    (edge,) = group["occurrences"]["edges"]
    assert edge["node"] == {"message": "no note <b>'n 1'</b>", "breadcrumbs": []}
    assert group["similar"] == []
    assert group["activity"] == {"edges": []}


async def test_groups_are_merged_and_unmerged(site: Site) -> None:
    one, other = await site.report_crash("one"), await site.report_crash("other")

    merge = {"appId": _APP, "into": one, "fingerprints": [other]}
    merged = await _query(site, _MERGE, input=merge)
    listed = await _query(site, _LIST, app=_APP, sort="TREND")
    back = await _query(site, _UNMERGE, input={"appId": _APP, "fingerprints": [other]})

    assert merged["mergeCrashGroups"]["crashGroup"] == {
        "occurrenceCount": 2,
        "fingerprints": sorted([one, other]),
    }
    assert listed["app"]["crashGroups"] == {
        "totalCount": 1,
        "edges": [{"node": {"fingerprint": one}}],
    }
    assert back["unmergeCrashGroups"]["crashGroups"] == [{"occurrenceCount": 1}]


async def test_a_decision_applies_to_many_groups(site: Site) -> None:
    names = [await site.report_crash("one"), await site.report_crash("other")]
    groups = {"appId": _APP, "fingerprints": names}
    owner = site.people.owner.email

    fixed = {"status": "RESOLVED", "triage": {"fix": "IN_VERSION", "fixedInVersion": "1.3.0"}}
    resolve = {**groups, "fix": "IN_VERSION", "fixedInVersion": "1.3.0"}
    resolved = await _query(site, _RESOLVE, input=resolve)
    assert resolved["resolveCrashGroups"]["crashGroups"] == [fixed, fixed]
    ignored = await _query(site, _IGNORE, input={**groups, "moreOccurrences": 5})
    assert ignored["ignoreCrashGroups"]["crashGroups"] == [{"status": "IGNORED"}] * 2
    assigned = await _query(site, _ASSIGN, input={**groups, "assignee": owner})
    assert assigned["assignCrashGroups"]["crashGroups"] == [{"triage": {"assignee": owner}}] * 2
    await _query(
        site, _COMMENT, input={"appId": _APP, "fingerprint": names[0], "text": "\x1b[31mred"}
    )
    reopened = await _query(site, _REOPEN, input=groups)
    assert reopened["reopenCrashGroups"]["crashGroups"] == [{"status": "OPEN"}] * 2

    group = (await _query(site, _GROUP, app=_APP, fingerprint=names[0]))["app"]["crashGroup"]
    history = [(edge["node"]["kind"], edge["node"]["actor"]) for edge in group["activity"]["edges"]]
    assert sorted(history) == sorted(
        (kind, owner) for kind in ("RESOLVED", "IGNORED", "ASSIGNED", "COMMENTED", "REOPENED")
    )
    chosen = {"assignee": owner, "search": "other"}
    listed = await _query(site, _LIST, app=_APP, sort="DEVICES", filter=chosen)
    assert listed["app"]["crashGroups"]["edges"] == [{"node": {"fingerprint": names[1]}}]


async def test_a_regression_shows_the_version_that_was_fixed(site: Site) -> None:
    fingerprint = await site.report_crash("boom")
    resolve = {
        "appId": _APP,
        "fingerprints": [fingerprint],
        "fix": "IN_VERSION",
        "fixedInVersion": "1.2.0",
    }
    await _query(site, _RESOLVE, input=resolve)

    await site.report_crash("boom")

    group = (await _query(site, _GROUP, app=_APP, fingerprint=fingerprint))["app"]["crashGroup"]
    regressed = next(
        edge["node"] for edge in group["activity"]["edges"] if edge["node"]["kind"] == "REGRESSED"
    )
    assert regressed["actor"] is None
    assert regressed["detail"] == {"fix": "IN_VERSION", "fixedInVersion": "1.2.0", "text": None}
    assert (group["status"], group["triage"]["regressionCount"]) == ("OPEN", 1)


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({}, {"old", "back", "new"}),
        ({"firstSeenSince": -1}, {"new"}),
        ({"firstSeenBefore": -1}, {"old", "back"}),
        ({"lastSeenSince": -1}, {"back", "new"}),
        ({"lastSeenBefore": -1}, {"old"}),
        ({"firstSeenBefore": -1, "lastSeenSince": -1}, {"back"}),
        ({"firstSeenSince": -3, "firstSeenBefore": -1}, {"old", "back"}),
        ({"lastSeenSince": 1}, set()),
    ],
)
async def test_groups_are_filtered_by_first_and_last_seen(
    site: Site, bounds: dict[str, int], found: set[str]
) -> None:
    now = utc_now()
    before = now - timedelta(days=2)
    names = {
        await site.report_crash("never again", before): "old",
        await site.report_crash("again", before): "back",
        await site.report_crash("just now", now): "new",
    }
    await site.report_crash("again", now)
    chosen = {name: (now + timedelta(days=days)).isoformat() for name, days in bounds.items()}

    data = await _query(site, _LIST, app=_APP, filter=chosen, sort="LAST_SEEN")

    groups = data["app"]["crashGroups"]
    assert {names[edge["node"]["fingerprint"]] for edge in groups["edges"]} == found
    assert groups["totalCount"] == len(found)


@pytest.mark.parametrize(
    "name", ["firstSeenSince", "firstSeenBefore", "lastSeenSince", "lastSeenBefore"]
)
async def test_a_time_without_a_time_zone_is_rejected(site: Site, name: str) -> None:
    variables = {"app": _APP, "filter": {name: "2026-11-01T00:00:00"}, "sort": "LAST_SEEN"}

    response = await site.graphql(_LIST, variables, secret=site.people.owner.token)

    assert read_error(response)[1] == "INVALID_FIELD"


@pytest.mark.parametrize("mutation", _BATCH_MUTATIONS)
async def test_triage_requires_the_permission(site: Site, mutation: str) -> None:
    fingerprint = await site.report_crash()
    variables = {"input": {"appId": _APP, "fingerprints": [fingerprint]}}

    by_viewer = await site.graphql(mutation, variables, secret=site.people.teammate.token)
    by_stranger = await site.graphql(mutation, variables, secret=site.people.stranger.token)

    assert read_error(by_viewer)[1] == "FORBIDDEN"
    assert read_error(by_stranger)[1] == "APP_NOT_FOUND"
    assert await site.load_status(fingerprint) == "open"


@pytest.mark.parametrize(
    ("mutation", "changes", "code"),
    [
        (_RESOLVE, {"fingerprints": []}, "INVALID_FIELD"),
        (_RESOLVE, {"fingerprints": ["0" * 16]}, "CRASH_GROUP_NOT_FOUND"),
        (_RESOLVE, {"fix": "IN_VERSION"}, "INVALID_FIELD"),
        (_RESOLVE, {"fixedInVersion": "1.0"}, "INVALID_FIELD"),
        (_IGNORE, {"until": "2020-01-01T00:00:00Z"}, "INVALID_FIELD"),
        (_IGNORE, {"until": "2099-01-01T00:00:00"}, "INVALID_FIELD"),
        (_IGNORE, {"moreDevices": 0}, "INVALID_FIELD"),
        (_ASSIGN, {"assignee": "stranger@example.com"}, "INVALID_FIELD"),
        (_UNMERGE, {}, "INVALID_FIELD"),
    ],
)
async def test_an_invalid_decision_is_rejected(
    site: Site, mutation: str, changes: dict[str, Any], code: str
) -> None:
    fingerprint = await site.report_crash()
    invalid = {"appId": _APP, "fingerprints": [fingerprint], **changes}

    response = await site.graphql(mutation, {"input": invalid}, secret=site.people.owner.token)

    assert read_error(response)[1] == code
    assert await site.load_status(fingerprint) == "open"
