"""Servers that refuse, fail or lie, and how long a client waits for them."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any

from support import LoopbackServer, Recorder, Reply, SdkTest, accept

from telemetry_graph_sdk import Client


class AnswerTest(SdkTest):
    def send(self, *answers: Any, count: int = 50, **options: Any) -> Client:
        self.server.answers = list(answers)
        client = self.make_client(**options)
        self.views(client, count)
        client.pump()
        return client

    def test_backoff_doubles_with_a_random_part_up_to_five_minutes(self) -> None:
        self.server.default = OSError("no route")
        client = self.send()
        waits = []
        for _ in range(14):
            waits.append(client._engine._own.delivery.seconds_paused())  # type: ignore[union-attr]
            self.clock.advance(waits[-1])
            client.pump()
        for number, wait in enumerate(waits):
            longest = min(300, 2**number)
            self.assertTrue(longest / 2 <= wait <= longest, (number, wait))
        self.assertEqual(len(self.server.requests), 15)

    def test_retry_after_is_honoured_even_by_a_flush(self) -> None:
        for status in (429, 503):
            self.server = Recorder()
            client = self.send(Reply(status, {"error": {}}, {"Retry-After": "120"}))
            self.assertFalse(client.flush())
            self.clock.advance(119)
            self.assertFalse(client.flush())
            self.assertEqual(len(self.server.requests), 1)
            self.clock.advance(1)
            self.assertTrue(client.flush())
            self.assertEqual(client.stats().stored, 50)
            client.shutdown()

    def test_a_retry_after_of_years_is_an_hour_and_nonsense_is_a_backoff(self) -> None:
        for value, least, most in (("99999999", 3_600, 3_600), ("-5", 1, 1), ("nan", 0.5, 1)):
            self.server = Recorder()
            client = self.send(Reply(503, b"", {"Retry-After": value}))
            wait = client._engine._own.delivery.seconds_paused()  # type: ignore[union-attr]
            self.assertTrue(least <= wait <= most, (value, wait))
            client.flush()
            client.shutdown()

    def test_a_refused_key_stops_sending_for_an_hour_and_keeps_the_queue(self) -> None:
        for status in (401, 403):
            self.server = Recorder()
            client = self.send(Reply(status, {"error": {"code": "UNAUTHENTICATED"}}))
            for _ in range(59):
                self.clock.advance(60)
                self.assertFalse(client.flush())
            self.assertEqual(len(self.server.requests), 1)
            self.clock.advance(61)
            self.assertTrue(client.flush())
            self.assertEqual(client.stats().stored, 50)
            client.shutdown()

    def test_a_rejected_batch_is_dropped_and_reported_with_the_next(self) -> None:
        client = self.send(Reply(400, {"error": {"code": "MALFORMED_BODY"}}))
        client.track("app_stop")
        client.flush()
        self.assertEqual(self.server.reported(), {("rejected_batch", "screen_view"): 50})
        self.assertEqual(client.stats().unreported, 0)

    def test_a_batch_that_is_too_large_is_split_until_it_fits(self) -> None:
        def at_most_20(kind: str, body: dict[str, Any]) -> Reply:
            return accept(kind, body) if len(body["events"]) <= 20 else Reply(413, b"<html>")

        self.server.default = at_most_20
        client = self.send()
        client.flush()
        stored = [batch for batch in self.server.batches if len(batch["events"]) <= 20]
        names = [event["data"]["screen_name"] for batch in stored for event in batch["events"]]
        self.assertEqual(sorted(names), sorted(f"s{n}" for n in range(50)))
        self.assertEqual(len({batch["batch_id"] for batch in stored}), 4)

    def test_the_halves_of_a_batch_have_the_same_ids_after_a_restart(self) -> None:
        client = self.send(Reply(413), OSError("reset"))
        self.kill(client)
        self.make_client().flush()
        _, first, again, _ = self.server.batches
        self.assertEqual(first, again)

    def test_an_event_that_is_too_large_alone_is_dropped_and_counted(self) -> None:
        client = self.send(Reply(413), count=1)
        self.clock.advance(60)
        client.pump()
        client.track("app_stop")
        client.flush()
        self.assertEqual(self.server.reported(), {("rejected_batch", "screen_view"): 1})

    def test_answers_of_strangers_acknowledge_nothing(self) -> None:
        strange = [
            Reply(200, b"<html>Sign in to the network</html>"),
            Reply(200, b'{"received": 5'),
            Reply(200, b""),
            Reply(200, b"[1]"),
            Reply(200, b"[" * 100_000),
            Reply(302, b"", {"Location": "http://elsewhere.example/"}),
            Reply(500, b"<html>"),
            Reply(502, b"<html>"),
        ]
        client = self.send(*strange)
        for _ in strange:
            self.clock.advance(300)
            client.pump()
        self.assertEqual(len({body["batch_id"] for body in self.server.batches}), 1)
        self.assertEqual(client.stats().stored, 50)

    def test_rejected_events_are_counted_by_code_and_not_sent_again(self) -> None:
        reply = accept("events", {"events": [0] * 49})
        rejected = [{"index": 3, "code": "INVALID_DATA", "message": "x"}, {"index": 999}, "x"]
        client = self.send(reply._replace(body={**reply.body, "rejected": rejected}))
        self.assertEqual(client.stats().rejected, {"INVALID_DATA": 1})
        self.assertEqual((client.stats().stored, client.stats().waiting), (49, 0))

    def test_a_server_that_knows_no_client_reports_gets_the_batch_without_it(self) -> None:
        def old_server(kind: str, body: dict[str, Any]) -> Reply:
            if "client_report" not in body:
                return accept(kind, body)
            message = "Object contains unknown field `client_report`"
            return Reply(400, {"error": {"code": "MALFORMED_BODY", "message": message}})

        self.server.default = old_server
        client = self.make_client()
        client.track("Not a name")
        self.views(client, 2)
        client.flush()
        first, second = self.server.batches
        self.assertEqual(first["batch_id"], second["batch_id"])
        self.assertEqual((client.stats().stored, client.stats().unreported), (2, 1))

    def test_a_crash_is_retried_with_its_id_and_dropped_when_it_is_rejected(self) -> None:
        self.server.answers = [OSError("reset"), Reply(503), Reply(400, {"error": {}})]
        client = self.make_client()
        client.crash("it broke")
        for _ in range(5):
            client.pump()
            self.clock.advance(30)
        self.assertEqual(len({crash["crash_id"] for crash in self.server.crashes}), 1)
        client.track("app_stop")
        client.flush()
        self.assertEqual(self.server.reported(), {("rejected_batch", "app_crash"): 1})


class NetworkTest(SdkTest):
    """The real transport, with threads."""

    def start_client(self, url: str, **options: Any) -> Client:
        import telemetry_graph_sdk

        client = telemetry_graph_sdk.init(
            url, "com.example.notes", "tgi_key", folder=self.folder, usage_analytics=True,
            captures_unhandled=False, raw_device_id="d", **options,
        )  # fmt: skip
        self.addCleanup(client.shutdown, 0)
        return client

    def test_events_reach_a_server_over_http_compressed(self) -> None:
        recorder = Recorder()
        server = LoopbackServer(recorder)
        self.addCleanup(server.close)
        client = self.start_client(server.url)
        self.views(client, 60)
        self.assertTrue(client.flush())
        self.assertEqual(len(recorder.events), 61)
        self.assertEqual(recorder.requests[0].headers.get("Content-Encoding"), "gzip")

    def test_full_batches_are_sent_without_a_flush(self) -> None:
        recorder = Recorder()
        server = LoopbackServer(recorder)
        self.addCleanup(server.close)
        client = self.start_client(server.url, sends_app_events=False)
        self.views(client, 50)
        deadline = time.monotonic() + 10
        while not recorder.events and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual(len(recorder.events), 50)

    def test_a_redirect_is_not_followed_with_the_key(self) -> None:
        stolen = Recorder()
        elsewhere = LoopbackServer(stolen)
        self.addCleanup(elsewhere.close)
        recorder = Recorder()
        recorder.default = Reply(307, b"", {"Location": elsewhere.url})
        server = LoopbackServer(recorder)
        self.addCleanup(server.close)
        client = self.start_client(server.url)
        self.assertFalse(client.flush())
        self.assertEqual((len(recorder.sent), stolen.sent), (1, []))

    def test_no_server_and_no_name_end_a_flush_at_once(self) -> None:
        for url in ("http://127.0.0.1:9", "http://nowhere.invalid"):
            client = self.start_client(url)
            began = time.monotonic()
            self.assertFalse(client.flush(30))
            self.assertFalse(client.shutdown())
            self.assertLess(time.monotonic() - began, 10)

    def test_a_server_that_never_answers_holds_up_no_one(self) -> None:
        silent = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(silent.close)
        client = self.start_client(f"http://127.0.0.1:{silent.getsockname()[1]}")
        self.views(client, 50)
        longest = 0.0
        for number in range(2_000):
            began = time.perf_counter()
            client.track("screen_view", {"screen_name": str(number)})
            longest = max(longest, time.perf_counter() - began)
        self.assertLess(longest, 0.5)
        began = time.monotonic()
        client.shutdown(0.3)
        self.assertLess(time.monotonic() - began, 2)
        self.assertTrue(self.journals())

    def test_an_answer_that_is_cut_or_endless_is_no_answer(self) -> None:
        endless = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"{" * 400_000
        cut = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
        for content in (endless, cut, b"", b"nonsense\r\n\r\n"):
            listener = socket.create_server(("127.0.0.1", 0))
            self.addCleanup(listener.close)
            threading.Thread(target=self.answer_once, args=(listener, content)).start()
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            client = self.start_client(url, request_timeout_seconds=0.5)
            self.assertFalse(client.flush(20))
            client.shutdown(0)
            self.assertEqual(client.stats().stored, 0)

    @staticmethod
    def answer_once(listener: socket.socket, content: bytes) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(100_000)
            with suppress(OSError):
                connection.sendall(content)
