"""Nothing is recorded or sent that the user did not agree to."""

from __future__ import annotations

from typing import Any

from support import Reply, SdkTest, accept


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
            {("consent_withdrawn", "app_crash"): 1, ("consent_withdrawn", "lua_error"): 1},
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
            {("opted_out", "screen_view"): 50, ("opted_out", "app_crash"): 1},
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
