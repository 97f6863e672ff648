from telemetry_graph.live import feed
from telemetry_graph.live.feed import Seen


def test_a_key_is_new_once() -> None:
    seen = Seen()

    assert seen.add("a")
    assert seen.add("b")
    assert not seen.add("a")


def test_only_the_latest_keys_are_remembered() -> None:
    seen = Seen()
    bound = feed._REMEMBERED

    for key in range(bound + 1):
        assert seen.add(key)

    assert not seen.add(bound)
    assert not seen.add(1)
    assert seen.add(0)
