"""The queue on disk: bounds, power cuts, full disks, two programs at once."""

from __future__ import annotations

import errno
import os
import random
from typing import Any
from unittest import mock

from support import Reply, SdkTest, accept

from telemetry_graph_sdk import _journal


class BoundsTest(SdkTest):
    def setUp(self) -> None:
        super().setUp()
        self.server.default = OSError("no route")

    def test_the_oldest_usage_events_are_dropped_first_and_crashes_last(self) -> None:
        client = self.make_client(max_queue_events=10)
        client.crash("it broke")
        client.track("app_start")
        client.track("perf_memory", {"used_mb": 1})
        for first in (0, 6):
            self.views(client, 6, first=first)
            client.pump()
        self.server.default = accept
        self.clock.advance(400)
        client.flush()
        names = [event["data"].get("screen_name", event["type"]) for event in self.server.events]
        self.assertEqual(names[:2], ["app_start", "perf_memory"])
        self.assertEqual(names[2:], [f"s{n}" for n in range(5, 12)])
        self.assertEqual(len(self.server.crashes[-1:]), 1)
        client.track("app_stop")
        client.flush()
        self.assertEqual(self.server.reported(), {("queue_full", "screen_view"): 5})

    def test_a_queue_of_crashes_drops_the_oldest_crash(self) -> None:
        client = self.make_client(max_queue_events=3)
        for number in range(5):
            client.crash(f"number {number}")
        client.pump()
        self.server.default = accept
        self.clock.advance(400)
        client.flush()
        messages = {crash["crash"]["message"] for crash in self.server.crashes[1:]}
        self.assertEqual(messages, {"number 2", "number 3", "number 4"})

    def test_bytes_are_bounded_too_and_counted_apart(self) -> None:
        client = self.make_client(max_queue_bytes=2_000)
        for _ in range(20):
            client.track("screen_view", {"screen_name": "x" * 200})
        client.pump()
        self.server.default = accept
        self.clock.advance(400)
        client.track("app_stop")
        client.flush()
        ((key, count),) = self.server.reported().items()
        self.assertEqual(key, ("queue_bytes", "screen_view"))
        self.assertEqual(client.stats().stored, 21 - count)

    def test_the_file_stays_bounded_while_the_queue_turns_over(self) -> None:
        self.server.default = accept
        client = self.make_client()
        for round_number in range(200):
            self.views(client, 50, first=50 * round_number)
            client.pump()
        self.assertEqual(client.stats().stored, 10_000)
        self.assertLess(self.journal().stat().st_size, 1_000)

    def test_a_full_inbox_counts_what_it_cannot_take(self) -> None:
        client = self.make_client(max_queue_events=10)
        kept = sum(client.track("screen_view", {"screen_name": "home"}) for _ in range(25))
        self.assertEqual(kept, 10)
        self.server.default = accept
        client.pump()
        client.flush()
        self.assertEqual(self.server.reported(), {("queue_full", "screen_view"): 15})
        self.assertEqual(client.stats().tracked, 25)

    def test_a_day_offline_balances_to_the_unit(self) -> None:
        client = self.make_client()
        for number in range(10_000):
            client.track("screen_view", {"screen_name": f"s{number % 7}"})
            if number % 500 == 0:
                client.crash(f"number {number}")
            self.clock.advance(86_400 / 10_000)
            if number % 10 == 0:
                client.pump()
        self.server.default = accept
        self.clock.advance(400)
        client.track("app_stop")
        client.flush()
        client.track("app_stop")
        client.flush()
        stats = client.stats()
        self.assertEqual(stats.crashes_stored, 20)
        self.assertEqual(stats.tracked, 10_022)
        reported = sum(self.server.reported().values())
        self.assertEqual(stats.stored + stats.crashes_stored + reported, stats.tracked)


class DamageTest(SdkTest):
    def leave(self, count: int = 40) -> bytes:
        """Leave a journal of a process that has ended, and return its content."""
        self.server.default = OSError("no route")
        client = self.make_client()
        client.crash("it broke")
        self.views(client, count)
        client.pump()
        self.kill(client)
        self.server.default = accept
        self.clock.advance(400)
        return self.journal().read_bytes()

    def read_again(self, content: bytes) -> tuple[int, int]:
        """Start on a damaged journal; return how many events were stored and reported lost."""
        self.journal().write_bytes(content)
        self.server.sent.clear()
        client = self.make_client()
        client.flush()
        client.track("app_stop")
        self.assertTrue(client.flush())
        stored = len(self.server.events) - 1 + len(self.server.crashes)
        client.shutdown()
        for path in self.journals():
            path.unlink()
        self.journal_path = self.folder
        return stored, sum(self.server.reported().values())

    def test_a_line_that_was_cut_off_is_counted(self) -> None:
        content = self.leave()
        self.assertEqual(self.read_again(content[:-10]), (40, 1))

    def test_a_file_that_ends_anywhere_is_read_up_to_there(self) -> None:
        content = self.leave(20)
        path = self.journal()
        for length in random.Random(1).sample(range(len(content)), 60):
            path.write_bytes(content[:length])
            path.with_suffix(".lock").touch()
            stored, lost = self.read_again(content[:length])
            self.assertLessEqual(stored + lost, 21)
            whole = content[:length].count(b'["e"') + content[:length].count(b'["c"')
            self.assertGreaterEqual(stored + lost, whole - 1)

    def test_garbled_bytes_lose_their_lines_only_and_are_counted(self) -> None:
        content = self.leave()
        path, rng = self.journal(), random.Random(2)
        for _ in range(40):
            garbled = bytearray(content)
            at = rng.randrange(len(content) - 300)
            for offset in range(rng.randrange(1, 12)):
                garbled[at + offset] = rng.randrange(256)
            path.touch()
            path.with_suffix(".lock").touch()
            stored, lost = self.read_again(bytes(garbled))
            self.assertIn(stored + lost, (40, 41))  # a damaged report of no event may be the one
            self.assertGreaterEqual(stored, 0)

    def test_a_file_of_something_else_is_no_obstacle(self) -> None:
        self.leave()
        path = self.journal()
        strange = (b"\0" * 5_000, b"[]\n{}\n", os.urandom(3_000), _journal.to_line('["b",1]'))
        for content in (*strange, _journal.to_line('["e",{},[],"x",null]')):
            path.touch()
            path.with_suffix(".lock").touch()
            self.read_again(content)

    def test_a_full_disk_loses_nothing_while_the_process_lives(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client()
        self.views(client, 10)
        client.pump()
        with mock.patch("os.write", side_effect=OSError(errno.ENOSPC, "full")):
            self.views(client, 10, first=10)
            client.crash("it broke")
            client.pump()
        self.clock.advance(400)
        self.views(client, 1, first=20)
        client.pump()
        self.kill(client)
        self.server.default = accept
        self.clock.advance(400)
        again = self.make_client()
        again.flush()
        self.assertEqual((again.stats().stored, again.stats().crashes_stored), (21, 1))
        self.assertEqual(self.server.reported(), {})

    def test_half_a_line_on_a_full_disk_harms_no_other(self) -> None:
        real = os.write
        client = self.make_client()
        self.server.default = OSError("no route")
        self.views(client, 5)
        client.pump()
        calls = iter([None, OSError(errno.ENOSPC, "full")])

        def write(file: int, content: Any) -> int:
            if isinstance(error := next(calls, None), OSError):
                raise error
            return real(file, content[:20])

        with mock.patch("os.write", write):
            self.views(client, 5, first=5)
            client.pump()
        self.kill(client)
        self.server.default = accept
        self.clock.advance(400)
        again = self.make_client()
        again.flush()
        self.assertEqual((again.stats().stored, again.stats().unreported), (5, 0))

    def test_without_a_folder_everything_is_in_memory(self) -> None:
        for folder in ("/proc/nowhere/queue", f"{self.folder}/file/queue", "\0bad"):
            with open(f"{self.folder}/file", "w"):
                pass
            client = self.make_client(folder=folder)
            self.views(client, 50)
            client.crash("it broke")
            self.assertTrue(client.flush())
            client.opt_out(False)
            client.shutdown()
        self.assertEqual(len(self.server.events), 150)


class SeveralTest(SdkTest):
    def test_two_clients_on_one_folder_do_not_disturb_each_other(self) -> None:
        clients = [self.make_client() for _ in range(3)]
        for number, client in enumerate(clients):
            self.views(client, 50, first=50 * number)
        for client in clients:
            client.pump()
        self.assertEqual(len(self.journals()), 3)
        names = {event["data"]["screen_name"] for event in self.server.events}
        self.assertEqual(len(names), 150)

    def test_the_queues_of_ended_processes_are_taken_over(self) -> None:
        self.server.default = OSError("no route")
        clients = [self.make_client() for _ in range(3)]
        for number, client in enumerate(clients):
            self.views(client, 20, first=20 * number)
            client.pump()
        for client in clients:
            client.flush()
            self.kill(client)
        self.server.default = accept
        self.server.sent.clear()
        self.clock.advance(400)
        last = self.make_client()
        self.assertTrue(last.flush())
        names = sorted(event["data"]["screen_name"] for event in self.server.events)
        self.assertEqual(names, sorted(f"s{n}" for n in range(60)))
        last.shutdown()
        self.assertEqual(self.journals(), [])

    def test_the_random_device_id_stays_the_same(self) -> None:
        for _ in range(2):
            client = self.make_client(raw_device_id=None)
            client.track("app_start")
            client.shutdown()
        first, second = (batch["device_id"] for batch in self.server.batches)
        self.assertEqual(first, second)
        self.assertRegex(first, r"\A[0-9a-f]{64}\Z")


class ConsentTest(SdkTest):
    def test_usage_needs_consent_and_the_rest_does_not(self) -> None:
        client = self.make_client(usage_analytics=None)
        self.assertFalse(client.track("screen_view", {"screen_name": "home"}))
        self.assertFalse(client.track("level_done", {"level": "1"}))
        self.assertTrue(client.track("app_start"))
        self.assertTrue(client.track("perf_memory", {"used_mb": 1}))
        self.assertTrue(client.crash("it broke"))
        client.flush()
        (batch,) = self.server.batches
        self.assertEqual(batch["consent"], {"crash_reports": True, "usage_analytics": False})
        self.assertNotIn("client_report", batch)

    def test_withdrawn_consent_erases_a_full_queue_at_once_and_is_reported(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client(max_queue_events=500)
        client.track("app_start")
        self.views(client, 499)
        client.pump()
        client.set_consent(usage_analytics=False)
        self.assertNotIn(
            b"screen_view", self.journal().read_bytes().replace(b'"screen_view",499', b"")
        )
        self.assertEqual(client.stats().waiting, 1)
        self.assertFalse(client.track("screen_view"))
        self.server.default = accept
        self.server.sent.clear()
        self.clock.advance(400)
        client.flush()
        client.track("app_stop")
        client.flush()
        sent = [event["type"] for event in self.server.events]
        self.assertEqual(sent, ["app_start", "app_stop"])
        self.assertEqual(self.server.reported(), {("consent_withdrawn", "screen_view"): 499})

    def test_withdrawn_crash_consent_erases_crashes(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client()
        client.crash("it broke")
        client.track("lua_error", {"message": "x"})
        client.pump()
        client.set_consent(crash_reports=False)
        self.assertFalse(client.crash("again"))
        self.server.default = accept
        self.server.sent.clear()
        self.clock.advance(400)
        client.track("app_stop")
        client.flush()
        self.assertEqual(self.server.crashes, [])
        self.assertEqual(
            self.server.reported(),
            {("consent_withdrawn", "lua_error"): 2},
        )

    def test_consent_withdrawn_during_a_request_counts_what_was_stored_as_stored(self) -> None:
        client = self.make_client()

        def withdraw(kind: str, body: dict[str, Any]) -> Reply:
            client.set_consent(usage_analytics=False)
            return accept(kind, body)

        self.server.answers = [withdraw]
        self.views(client, 50)
        client.pump()
        client.track("app_stop")
        client.flush()
        self.assertEqual((client.stats().stored, self.server.reported()), (51, {}))

    def test_consent_withdrawn_between_retries_sends_the_rest_under_the_same_id(self) -> None:
        self.server.answers = [OSError("reset")]
        client = self.make_client()
        client.track("app_start")
        self.views(client, 49)
        client.pump()
        client.set_consent(usage_analytics=False)
        self.clock.advance(60)
        client.flush()
        client.track("app_stop")
        client.flush()
        first, second, third = self.server.batches
        self.assertEqual(first["batch_id"], second["batch_id"])
        self.assertEqual([event["type"] for event in second["events"]], ["app_start"])
        self.assertFalse(second["consent"]["usage_analytics"])
        self.assertEqual(third["client_report"]["dropped"][0]["count"], 49)

    def test_opting_out_erases_everything_and_sends_nothing_any_more(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client()
        self.views(client, 50)
        client.crash("it broke")
        client.pump()
        sent = len(self.server.sent)
        client.opt_out()
        self.assertNotIn(b"s1", self.journal().read_bytes())
        self.assertFalse(client.track("app_start"))
        self.assertFalse(client.crash("again"))
        self.clock.advance(4_000)
        client.flush()
        client.shutdown()
        self.assertEqual(len(self.server.sent), sent)
        self.server.default = accept
        again = self.make_client()
        self.assertFalse(again.track("app_start"))
        again.opt_out(False)
        self.assertTrue(again.track("app_start"))
        again.flush()
        self.assertEqual(
            self.server.reported(),
            {("opted_out", "screen_view"): 50, ("opted_out", "lua_error"): 1},
        )

    def test_choices_outlive_the_process_unless_the_options_name_them(self) -> None:
        client = self.make_client(usage_analytics=None)
        client.set_consent(usage_analytics=True, crash_reports=False)
        client.shutdown()
        again = self.make_client(usage_analytics=None)
        self.assertTrue(again.track("screen_view"))
        self.assertFalse(again.crash("it broke"))
        again.shutdown()
        self.assertFalse(self.make_client(usage_analytics=False).track("screen_view"))

    def test_other_processes_follow_a_choice(self) -> None:
        one, other = self.make_client(), self.make_client()
        other.track("screen_view")
        one.opt_out()
        other.pump()
        self.assertFalse(other.track("app_start"))
        self.assertEqual(other.stats().waiting, 0)
