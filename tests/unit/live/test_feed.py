from telemetry_graph.live import feed
from telemetry_graph.live.feed import RecentKeys


def test_a_key_is_new_once() -> None:
    recent = RecentKeys()

    assert recent.add("a")
    assert recent.add("b")
    assert not recent.add("a")


def test_only_the_most_recent_keys_are_stored() -> None:
    recent = RecentKeys()
    limit = feed._MAX_RECENT_KEYS

    for key in range(limit + 1):
        assert recent.add(key)

    assert not recent.add(limit)
    assert not recent.add(1)
    assert recent.add(0)
