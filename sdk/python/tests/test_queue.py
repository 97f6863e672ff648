"""The queue on disk: bounds, power cuts, full disks, two programs at once."""

from __future__ import annotations

import errno
import os
import random
from typing import Any
from unittest import mock

from support import SdkTest, accept

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


class TimeTest(SdkTest):
    def test_times_are_the_same_to_the_millisecond_after_a_restart(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client()
        for number in range(50):
            self.clock.advance(0.0123456)
            self.views(client, 1, first=number)
            client.crash(f"number {number}")
        client.pump()
        self.kill(client)
        again = self.make_client()
        for _ in range(2):
            again.flush()
            self.clock.advance(400)
        self.server.default = accept
        again.flush()
        self.assertEqual(len({str(batch["events"]) for batch in self.server.batches}), 1)
        times = {(crash["crash_id"], crash["timestamp"]) for crash in self.server.crashes}
        self.assertEqual(len(times), 50)


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
