"""What is sent, in which batches, and when."""

from __future__ import annotations

import hashlib
import time
import uuid

from support import APP, DAY, NOON, Recorder, Reply, SdkTest, accept


class BatchTest(SdkTest):
    def test_a_batch_is_sent_after_fifty_events(self) -> None:
        client = self.make_client()
        self.views(client, 49)
        client.pump()
        self.assertEqual(self.server.sent, [])
        self.views(client, 1)
        client.pump()
        self.assertEqual([len(batch["events"]) for batch in self.server.batches], [50])

    def test_a_batch_is_sent_after_a_minute(self) -> None:
        client = self.make_client()
        self.views(client, 1)
        client.pump()
        self.clock.advance(59)
        client.pump()
        self.assertEqual(self.server.sent, [])
        self.clock.advance(1)
        client.pump()
        self.assertEqual(len(self.server.events), 1)

    def test_a_batch_is_what_the_specification_says(self) -> None:
        client = self.make_client(app_version="1.2.0", mosis_version="1.0.0", session_id="run-1")
        client.track("screen_view", {"screen_name": "home"})
        client.flush()
        (batch,) = self.server.batches
        batch_id = uuid.UUID(batch.pop("batch_id"))
        self.assertEqual(batch_id.version, 7)
        self.assertEqual(batch_id.int >> 80, int(NOON * 1000))
        raw = f"my-devicemosis_salt_{APP}"
        self.assertEqual(
            batch,
            {
                "app_id": APP,
                "app_version": "1.2.0",
                "mosis_version": "1.0.0",
                "device_id": hashlib.sha256(raw.encode()).hexdigest(),
                "session_id": "run-1",
                "consent": {"crash_reports": True, "usage_analytics": True},
                "events": [
                    {
                        "type": "screen_view",
                        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(NOON))
                        + ".000Z",
                        "data": {"screen_name": "home"},
                    }
                ],
            },
        )
        request = self.server.requests[0]
        self.assertEqual(request.url, "http://127.0.0.1:1/v1/telemetry/events")
        self.assertEqual(request.headers["Authorization"], "Bearer tgi_key")

    def test_start_and_stop_are_recorded_with_the_duration(self) -> None:
        client = self.make_client(sends_app_events=True, app_version="1.2.0")
        client.start()
        self.clock.advance(12.5)
        client.shutdown()
        start, stop = self.server.events
        self.assertEqual(start["data"], {"version": "1.2.0", "mosis_version": None})
        self.assertEqual(stop["type"], "app_stop")
        self.assertEqual(stop["data"], {"duration_seconds": 12.5})

    def test_a_retry_is_the_same_request(self) -> None:
        self.server.answers = [OSError("reset"), Reply(503), Reply(200, b"<html>")]
        client = self.make_client()
        self.views(client, 50)
        for _ in range(10):
            client.pump()
            self.clock.advance(30)
        bodies = {request.body for request in self.server.requests}
        self.assertEqual((len(self.server.requests), len(bodies)), (4, 1))
        self.assertEqual(client.stats().stored, 50)

    def test_a_retry_after_a_restart_has_the_same_id_and_events(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client()
        self.views(client, 50)
        client.pump()
        self.kill(client)
        self.server.default = accept
        again = self.make_client()
        self.views(again, 5)
        again.flush()
        first, second, third = self.server.batches
        self.assertEqual(first, second)
        self.assertEqual(len(third["events"]), 5)

    def test_events_of_different_sessions_are_in_different_batches(self) -> None:
        self.server.default = OSError("no route")
        for session in ("one", "two"):
            client = self.make_client(session_id=session)
            self.views(client, 2)
            client.shutdown()
        self.server.default = accept
        self.clock.advance(400)
        self.make_client(session_id="three").flush()
        stored = self.server.batches[-2:]
        self.assertEqual([batch["session_id"] for batch in stored], ["one", "two"])

    def test_a_burst_is_sent_in_batches_of_at_most_five_hundred(self) -> None:
        client = self.make_client()
        self.views(client, 1_200)
        client.flush()
        self.assertEqual([len(batch["events"]) for batch in self.server.batches], [500, 500, 200])

    def test_screens_are_named_by_crashes_that_follow(self) -> None:
        client = self.make_client()
        client.screen("profile")
        client.crash("it broke", kind="my_error")
        client.flush()
        (crash,) = self.server.crashes
        self.assertEqual(crash["crash"]["context"]["screen"], "profile")
        self.assertEqual(crash["crash"]["type"], "my_error")
        stack, _, _ = crash["crash"]["stack_trace"].partition("breadcrumbs:")
        self.assertIn("test_screens_are_named", stack.splitlines()[-2])

    def test_a_crash_shows_the_last_twenty_breadcrumbs_after_its_stack(self) -> None:
        client = self.make_client()
        for number in range(30):
            client.breadcrumb(f"step {number}\n")
            self.clock.advance(1.5)
        client.screen("profile")
        client.capture_exception(ValueError("it broke"))
        client.flush()
        stack = self.server.crashes[0]["crash"]["stack_trace"].splitlines()
        self.assertEqual(stack[:2], ["ValueError: it broke", "breadcrumbs:"])
        self.assertEqual(len(stack), 22)
        self.assertEqual(stack[2], "  28.5 s before: step 11 ")
        self.assertEqual(stack[-1], "  0.0 s before: screen profile")

    def test_survived_errors_are_bounded_by_the_minute_and_counted(self) -> None:
        client = self.make_client()
        kept = sum(client.crash(f"number {number}", is_fatal=False) for number in range(100))
        self.assertEqual(kept, 60)
        self.assertTrue(client.crash("fatal"))
        self.clock.advance(60)
        self.assertTrue(client.crash("a minute later", is_fatal=False))
        client.track("app_start")
        client.flush()
        self.assertEqual(self.server.reported(), {("queue_full", "lua_error"): 40})
        self.assertEqual(client.stats().tracked, 103)

    def test_custom_types_have_the_tier_that_the_options_name(self) -> None:
        client = self.make_client(
            usage_analytics=False, event_types={"level_loaded": "performance", "shared": "usage"}
        )
        self.assertTrue(client.track("level_loaded", {"seconds": 2}))
        self.assertFalse(client.track("shared"))
        self.assertFalse(client.track("other"))
        client.pump()
        self.kill(client)
        again = self.make_client(usage_analytics=False)
        again.flush()
        self.assertEqual([event["type"] for event in self.server.events], ["level_loaded"])

    def test_frame_times_are_sent_once_a_minute(self) -> None:
        client = self.make_client()
        for milliseconds in range(1, 101):
            client.frame(milliseconds)
        client.pump()
        self.clock.advance(60)
        client.flush()
        (frame,) = self.server.events
        self.assertEqual(frame["type"], "perf_frame")
        self.assertEqual(frame["data"], {"avg_ms": 50.5, "p95_ms": 95.0})

    def test_memory_and_startup_are_figures_of_this_process(self) -> None:
        client = self.make_client(memory_seconds=300)
        client.start()
        self.assertTrue(client.startup())
        self.clock.advance(300)
        client.flush()
        startup, memory = self.server.events
        self.assertGreater(startup["data"]["duration_ms"], 0)
        self.assertGreater(memory["data"]["used_mb"], 1)

    def test_export_and_deletion_are_not_available_yet(self) -> None:
        client = self.make_client()
        self.assertEqual(client.request_export(), "not available")
        self.assertEqual(client.request_deletion(), "not available")


class SamplingTest(SdkTest):
    RATES = ({"event_type": "screen_view", "rate": 0.25}, {"event_type": "perf_frame", "rate": 0.5})

    def answer_with_rates(self, kind: str, body: dict[str, object]) -> Reply:
        reply = accept(kind, body)
        return reply._replace(body={**reply.body, "sampling": [*self.RATES]})

    def make_sampled(self, session_id: str) -> tuple[int, Recorder]:
        self.server = Recorder(self.answer_with_rates)
        client = self.make_client(session_id=session_id)
        client.track("app_start")
        client.flush()
        self.server.default = self.answer_with_rates
        kept = sum(client.track("screen_view", {"screen_name": "home"}) for _ in range(3))
        client.track("app_stop")
        client.flush()
        client.shutdown()
        return kept, self.server

    def test_a_session_below_the_rate_is_kept_and_the_rates_are_stated(self) -> None:
        session = next(f"s{n}" for n in range(99) if self.position(f"s{n}") < 0.25)
        kept, server = self.make_sampled(session)
        self.assertEqual(kept, 3)
        self.assertNotIn("sampling", server.batches[0])
        self.assertEqual(
            server.batches[1]["sampling"],
            [
                {"event_type": "perf_frame", "rate": 0.5},
                {"event_type": "screen_view", "rate": 0.25},
            ],
        )

    def test_a_session_above_the_rate_is_left_out_as_a_whole(self) -> None:
        session = next(f"s{n}" for n in range(99) if self.position(f"s{n}") >= 0.25)
        kept, server = self.make_sampled(session)
        self.assertEqual(kept, 0)
        self.assertEqual([event["type"] for event in server.batches[1]["events"]], ["app_stop"])

    def test_malformed_rates_are_ignored(self) -> None:
        for rates in ("x", [1], [{"event_type": 7, "rate": 0.5}], [{"event_type": "x", "rate": 0}]):
            reply = accept("events", {"events": [1]})
            self.server = Recorder(reply._replace(body={**reply.body, "sampling": rates}))
            client = self.make_client()
            client.track("app_start")
            client.flush()
            self.assertTrue(client.track("screen_view"))
            client.shutdown()

    @staticmethod
    def position(session_id: str) -> float:
        return int(hashlib.sha256(session_id.encode()).hexdigest()[:8], 16) / 2**32


class ClockTest(SdkTest):
    def date(self, seconds: float) -> dict[str, str]:
        return {"Date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(seconds))}

    def serve_at(self, true_time: float) -> None:
        """Answer about times as the real server does, by its own clock."""
        began = self.clock.steady_time

        def answer(kind: str, body: dict[str, object]) -> Reply:
            now = true_time + self.clock.steady_time - began
            headers = self.date(now)
            if kind == "events":
                made = (uuid.UUID(str(body["batch_id"])).int >> 80) / 1000
                if not now - 14 * DAY <= made <= now + 600:
                    return Reply(
                        400, {"error": {"code": "INVALID_FIELD", "field": "batchId"}}, headers
                    )
            reply = accept(kind, body)
            times = [event["timestamp"] for event in body.get("events", [])]  # type: ignore[attr-defined]
            rejected = [
                {"index": index, "code": "TOO_OLD" if self.read(text) < now else "IN_FUTURE"}
                for index, text in enumerate(times)
                if not now - 7 * DAY <= self.read(text) <= now + 600
            ]
            if kind == "events":
                received = len(times) - len(rejected)
                reply = reply._replace(
                    body={**reply.body, "received": received, "rejected": rejected}
                )
            return reply._replace(headers=headers)

        self.server.default = answer

    @staticmethod
    def read(text: str) -> float:
        import calendar

        whole = calendar.timegm(time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S"))
        return whole + float("0" + text[19:-1])

    def test_a_clock_stuck_in_1970_is_corrected_by_the_first_answer(self) -> None:
        self.serve_at(NOON)
        self.clock.wall_time = 5.0
        client = self.make_client()
        self.views(client, 3)
        client.pump()
        self.clock.steady_time += 10
        client.flush()
        self.assertEqual(client.stats().stored, 3)
        for event in self.server.batches[-1]["events"]:
            self.assertAlmostEqual(self.read(event["timestamp"]), NOON, delta=2)
        self.views(client, 1)
        client.flush()
        self.assertAlmostEqual(self.read(self.server.events[-1]["timestamp"]), NOON + 10, delta=2)

    def test_a_clock_that_jumps_ahead_and_back_loses_nothing(self) -> None:
        self.serve_at(NOON)
        client = self.make_client()
        tracked = 0
        for jump in (0, 30 * DAY, -45 * DAY, 15 * DAY):
            self.clock.wall_time += jump
            self.views(client, 5)
            tracked += 5
            client.flush()
            self.clock.advance(60)
        self.assertEqual((client.stats().stored, client.stats().rejected), (tracked, {}))

    def test_a_crash_from_a_wrong_clock_is_corrected_too(self) -> None:
        answers = [Reply(400, {"error": {"code": "TOO_OLD"}}, self.date(NOON))]
        self.server.answers = list(answers)
        self.clock.wall_time = 5.0
        client = self.make_client()
        client.crash("it broke")
        client.flush()
        first, second = self.server.crashes
        self.assertEqual(first["crash_id"], second["crash_id"])
        self.assertAlmostEqual(self.read(second["timestamp"]), NOON, delta=2)

    def test_old_events_expire_when_a_server_has_stated_the_time(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client()
        self.views(client, 3)
        client.shutdown()
        self.clock.advance(8 * DAY)
        self.serve_at(self.clock.wall_time)
        client = self.make_client()
        client.track("app_start")
        client.flush()
        self.clock.advance(61)
        client.track("app_stop")
        client.flush()
        self.assertEqual(client.stats().rejected, {"TOO_OLD": 3})

    def test_a_wrong_clock_alone_expires_nothing(self) -> None:
        self.server.default = OSError("no route")
        client = self.make_client()
        self.views(client, 3)
        client.pump()
        self.clock.wall_time += 30 * DAY
        self.clock.steady_time += 61
        client.pump()
        self.assertEqual(client.stats().waiting, 3)
