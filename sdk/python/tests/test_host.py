"""The host program never fails, prints or waits because of telemetry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import threading
import time
import unittest
from pathlib import Path
from typing import Any

from support import LoopbackServer, Recorder, SdkTest

import telemetry_graph_sdk as telemetry
from telemetry_graph_sdk import Client, Options

SOURCE = Path(__file__).parent.parent / "src"


class Hostile:
    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __str__
    __bool__ = __len__ = __hash__ = __str__  # type: ignore[assignment]


class HostileDict(dict):  # type: ignore[type-arg]
    def __iter__(self) -> Any:
        raise RuntimeError("no iteration")


class BrokenError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


class InputTest(SdkTest):
    def test_data_that_the_server_would_reject_is_dropped_and_counted(self) -> None:
        cyclic: dict[str, Any] = {}
        cyclic["self"] = cyclic
        bad: list[Any] = [
            {"x": float("nan")}, {"x": float("inf")}, {"x": print}, {"x": object()}, {"x": b"raw"},
            {"x": [1]}, {"x": {"y": 1}}, cyclic, {1: 2}, {"x": Hostile()}, HostileDict(a=1), "text",
            [1], 7, Hostile(), {"x": 10**400}, {f"f{n}": n for n in range(200)},
        ]  # fmt: skip
        client = self.make_client()
        for data in bad:
            client.track("feature_used", data)
        client.track("app_start")
        self.assertTrue(client.flush())
        client.track("app_stop")
        client.flush()
        self.assertEqual(client.stats().stored, 2)
        self.assertEqual(sum(self.server.reported().values()), client.stats().tracked - 2)

    def test_bad_names_of_events_are_dropped_and_counted_without_the_name(self) -> None:
        client = self.make_client()
        bad: list[Any] = [
            "",
            "Upper",
            "has space",
            "ümlaut",
            "x" * 65,
            "a\n",
            None,
            7,
            b"x",
            ("a",),
        ]
        for name in bad:
            client.track(name)
        client.track([], {})  # type: ignore[arg-type]
        client.track("app_start")
        client.flush()
        self.assertEqual(self.server.reported(), {("invalid_data", "unknown"): len(bad)})

    def test_text_that_cannot_be_stored_is_repaired(self) -> None:
        client = self.make_client()
        client.track("screen_view", {"screen_name": "a\0b\ud800c\U0001f600" + "x" * 300})
        client.track("screen_view", {"screen_name": "line\nbreak\u2028"})
        client.flush()
        first, second = (event["data"]["screen_name"] for event in self.server.events)
        self.assertEqual(first[:6], "a\ufffdb\ufffdc\U0001f600")
        self.assertEqual((len(first), first[-1]), (200, "…"))
        self.assertEqual(second, "line\nbreak\u2028")

    def test_data_that_changes_after_it_was_tracked_is_sent_unchanged(self) -> None:
        client = self.make_client()
        data = {"screen_name": "home"}
        client.track("screen_view", data)
        data["screen_name"] = "elsewhere"
        client.flush()
        self.assertEqual(self.server.events[0]["data"], {"screen_name": "home"})

    def test_a_filter_can_change_and_drop_and_its_failure_drops(self) -> None:
        def filter_private(kind: str, data: dict[str, Any]) -> Any:
            if kind == "crash":
                return {**data, "message": "(removed)"}
            return {"drop": None, "fail": 1 / 0 if data.get("screen_name") == "fail" else None}.get(
                data["screen_name"], {"screen_name": data["screen_name"].upper()}
            )

        client = self.make_client(before_send=filter_private)
        for name in ("home", "drop", "fail"):
            client.screen(name)
        client.crash("my secret")
        client.flush()
        client.track("app_stop")
        self.assertEqual([event["data"]["screen_name"] for event in self.server.events], ["HOME"])
        self.assertEqual(self.server.crashes[0]["crash"]["message"], "(removed)")
        self.assertEqual(self.server.reported(), {("invalid_data", "screen_view"): 2})

    def test_exceptions_that_cannot_be_shown_are_reported_all_the_same(self) -> None:
        client = self.make_client()
        for error in (BrokenError(), ValueError("\ud800\0"), ValueError("x" * 100_000)):
            self.assertTrue(client.capture_exception(error))
        client.flush()
        messages = [crash["crash"]["message"] for crash in self.server.crashes]
        self.assertEqual(messages[1], "\ufffd\ufffd")
        self.assertEqual(len(messages[2]), 8_192)
        self.assertEqual(self.server.crashes[0]["crash"]["type"], "BrokenError")

    def test_a_deep_recursion_is_reported_with_both_ends_of_its_stack(self) -> None:
        def fall(depth: int) -> int:
            return fall(depth + 1) if depth % 2 else rise(depth + 1)

        def rise(depth: int) -> int:
            return fall(depth + 1)

        client = self.make_client()
        try:
            fall(0)
        except RecursionError as error:
            self.assertTrue(client.capture_exception(error))
        client.flush()
        stack = self.server.crashes[0]["crash"]["stack_trace"]
        self.assertLessEqual(len(stack), 60_000)
        self.assertIn("RecursionError", stack.splitlines()[-1])

    def test_the_same_exception_is_reported_once(self) -> None:
        client = self.make_client()
        error = ValueError("once")
        self.assertEqual([client.capture_exception(error) for _ in range(3)], [True, False, False])

    def test_anything_may_be_called_before_init_and_after_shutdown(self) -> None:
        client = self.make_client()
        client.shutdown()
        for target in (telemetry, client):
            self.assertFalse(target.track("app_start"))
            self.assertFalse(target.screen("home"))
            self.assertFalse(target.breadcrumb("step"))
            self.assertFalse(target.crash("it broke"))
            self.assertFalse(target.capture_exception(ValueError()))
            self.assertFalse(target.startup())
            self.assertFalse(target.memory())
            self.assertFalse(target.flush())
            self.assertFalse(target.shutdown())
            target.frame(1)
            target.set_consent(usage_analytics=True)
            target.opt_out()
            target.opt_out(False)
            self.assertEqual(target.request_export(), "not available")
        self.assertFalse(telemetry.watch_loop())

    def test_wrong_options_give_a_client_that_does_nothing_and_says_why(self) -> None:
        wrong: list[dict[str, Any]] = [
            {"url": "ftp://x"}, {"url": ""}, {"ingest_key": "a\nb"}, {"app_id": None},
            {"no_such": 1},
            {"event_types": {"x": "crash"}}, {"event_types": 7},
            {"batch_events": 0}, {"batch_events": 501}, {"interval_seconds": "x"},
            {"interval_seconds": float("nan")}, {"session_id": 7}, {"app_version": 1.2},
        ]  # fmt: skip
        for options in wrong:
            given = {"url": "http://127.0.0.1:9", "app_id": "a", "ingest_key": "k", **options}
            client = telemetry.init(**given)
            self.assertTrue(client.problem, options)
            self.assertFalse(client.track("app_start"))
            self.assertFalse(client.crash("it broke"))
            self.assertFalse(client.shutdown())

    def test_a_second_init_returns_the_client_that_runs(self) -> None:
        options: dict[str, Any] = {"folder": self.folder, "transport": self.server}
        first = telemetry.init("http://127.0.0.1:9", "a", "k", **options)
        self.addCleanup(first.shutdown, 0)
        self.assertIs(telemetry.init("http://127.0.0.1:9", "b", "k"), first)
        first.shutdown()
        third = telemetry.init("http://127.0.0.1:9", "a", "k", **options)
        self.addCleanup(third.shutdown, 0)
        self.assertIsNot(third, first)

    def test_many_threads_track_at_once_and_nothing_is_lost(self) -> None:
        options = Options(
            "http://127.0.0.1:9", "a", "k", folder=self.folder, usage_analytics=True,
            transport=self.server, captures_unhandled=False,
        )  # fmt: skip
        client = Client(options)
        threads = [threading.Thread(target=self.views, args=(client, 500)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertTrue(client.flush(20))
        self.assertEqual(len(self.server.events), 4_000)
        client.shutdown()


class ProcessTest(unittest.TestCase):
    """Whole programs: how they end, what they print, and what arrives."""

    def setUp(self) -> None:
        import shutil
        import tempfile

        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.recorder = Recorder()
        server = LoopbackServer(self.recorder)
        self.addCleanup(server.close)
        self.url = server.url

    def run_program(self, program: str, **options: Any) -> subprocess.CompletedProcess[str]:
        shared = {"folder": self.folder, "usage_analytics": True, **options}
        start = f"""
            import telemetry_graph_sdk as telemetry
            client = telemetry.init({self.url!r}, "com.example.notes", "tgi_key", **{shared!r})
        """
        text = textwrap.dedent(start) + textwrap.dedent(program)
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "NO_PROXY": "127.0.0.1"}
        environment["PYTHONUNBUFFERED"] = "1"
        return subprocess.run(
            [sys.executable, "-X", "dev", "-c", text],
            env=environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    def types(self) -> list[str]:
        return [event["type"] for event in self.recorder.events]

    def test_a_program_that_ends_sends_what_it_recorded_and_prints_nothing(self) -> None:
        ended = self.run_program("telemetry.screen('home')")
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, "", ""))
        self.assertEqual(self.types(), ["app_start", "screen_view", "app_stop"])

    def test_an_exception_that_ends_the_program_is_a_fatal_crash(self) -> None:
        plain = "import sys\ndef load():\n    return None.name\ntelemetry.screen('profile')\nload()"
        ended = self.run_program(plain)
        self.assertEqual(ended.returncode, 1)
        self.assertEqual(ended.stderr.count("Traceback"), 1)
        (crash,) = self.recorder.crashes
        self.assertTrue(crash["crash"]["is_fatal"])
        self.assertEqual(crash["crash"]["type"], "AttributeError")
        self.assertIn("in load", crash["crash"]["stack_trace"])
        self.assertEqual(crash["crash"]["context"]["screen"], "profile")
        self.assertGreater(crash["crash"]["context"]["memory_mb"], 1)
        self.assertEqual(crash["session_id"], self.recorder.batches[0]["session_id"])

    def test_a_keyboard_interrupt_and_an_exit_are_no_crashes(self) -> None:
        for program in ("raise KeyboardInterrupt", "raise SystemExit(3)"):
            self.run_program(program)
        self.assertEqual(self.recorder.crashes, [])

    def test_threads_unraisables_and_loops_are_reported_as_survived(self) -> None:
        ended = self.run_program("""
            import asyncio, threading
            def fail(): raise ValueError("thread")
            thread = threading.Thread(target=fail); thread.start(); thread.join()
            class Broken:
                def __del__(self): raise ValueError("unraisable")
            Broken()
            async def main():
                telemetry.watch_loop()
                telemetry.watch_loop()
                loop = asyncio.get_running_loop()
                loop.call_soon(lambda: [][1])
                await asyncio.sleep(0.05)
            asyncio.run(main())
        """)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        found = {(c["crash"]["message"], c["crash"]["is_fatal"]) for c in self.recorder.crashes}
        expected = {("thread", False), ("unraisable", False), ("list index out of range", False)}
        self.assertEqual(found, expected)
        for text in ("ValueError: thread", "ValueError: unraisable", "IndexError"):
            self.assertIn(text, ended.stderr)

    def test_hooks_that_were_there_before_are_called_and_come_back(self) -> None:
        ended = self.run_program("""
            telemetry.shutdown()
            import sys
            called = []
            def hook(*args): called.append(args); 1 / 0
            sys.excepthook = hook
            client = telemetry.init(client._options.url, "com.example.notes", "k", folder=None,
                                    uses_disk=False)
            assert sys.excepthook is not hook
            try: sys.excepthook(ValueError, ValueError("x"), None)
            except ZeroDivisionError: pass
            assert len(called) == 1
            telemetry.shutdown()
            assert sys.excepthook is hook
        """)
        self.assertEqual(ended.returncode, 0, ended.stderr)

    def test_a_dead_server_delays_the_end_by_no_more_than_the_bound(self) -> None:
        import socket

        with socket.create_server(("127.0.0.1", 0)) as silent:
            self.url = f"http://127.0.0.1:{silent.getsockname()[1]}"
            began = time.monotonic()
            ended = self.run_program("telemetry.screen('home')", exit_timeout_seconds=0.5)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""))
            self.assertLess(time.monotonic() - began, 8)

    def test_a_program_that_is_killed_leaves_its_events_to_the_next(self) -> None:
        self.run_program("""
            import os, signal, time
            telemetry.screen("home")
            telemetry.crash("survived")
            time.sleep(1)
            os.kill(os.getpid(), signal.SIGKILL)
        """)
        self.run_program("")
        self.assertEqual(self.types().count("screen_view"), 1)
        self.assertEqual(len({crash["crash_id"] for crash in self.recorder.crashes}), 1)

    @unittest.skipUnless(hasattr(os, "fork"), "this platform cannot fork")
    def test_parent_and_forked_children_send_their_own_events_once(self) -> None:
        ended = self.run_program("""
            import os, warnings
            warnings.simplefilter("ignore")
            telemetry.screen("parent")
            children = []
            for number in range(3):
                child = os.fork()
                if not child:
                    telemetry.screen(f"child{number}")
                    telemetry.shutdown(5)
                    os._exit(0)
                children.append(child)
            for child in children:
                os.waitpid(child, 0)
            telemetry.screen("end")
        """)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        names = [event["data"].get("screen_name", event["type"]) for event in self.recorder.events]
        expected = ["app_start", "app_stop", "child0", "child1", "child2", "end", "parent"]
        self.assertEqual(sorted(names), expected)

    @unittest.skipUnless(hasattr(os, "fork"), "this platform cannot fork")
    def test_workers_of_multiprocessing_flush_when_they_end(self) -> None:
        ended = self.run_program("""
            import multiprocessing, warnings
            warnings.simplefilter("ignore")
            telemetry.shutdown()
            client = telemetry.init(client._options.url, "com.example.notes", "k",
                                    folder=client._options.folder, usage_analytics=True)
            def work(number): telemetry.screen(f"worker{number}")
            context = multiprocessing.get_context("fork")
            workers = [context.Process(target=work, args=(n,)) for n in range(3)]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
        """)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        names = sorted(
            event["data"]["screen_name"]
            for event in self.recorder.events
            if event["type"] == "screen_view"
        )
        self.assertEqual(names, ["worker0", "worker1", "worker2"])

    def test_importing_and_starting_is_quick(self) -> None:
        ended = self.run_program("""
            import json, time
            began = time.perf_counter()
            for _ in range(1000): telemetry.screen("home")
            print(json.dumps(time.perf_counter() - began))
        """)
        self.assertLess(json.loads(ended.stdout), 1)
