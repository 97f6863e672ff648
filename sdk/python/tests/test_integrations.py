"""The logging handler and the middleware."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from support import SdkTest

from telemetry_graph_sdk import asgi, wsgi
from telemetry_graph_sdk.logging import TelemetryHandler


class LoggingTest(SdkTest):
    def make_logger(self, **options: Any) -> logging.Logger:
        self.client = self.make_client()
        logger = logging.Logger("app")  # noqa: LOG001 - known to no other test
        logger.addHandler(TelemetryHandler(client=self.client, **options))
        return logger

    def test_logged_exceptions_are_reported(self) -> None:
        logger = self.make_logger()
        try:
            raise KeyError("user")
        except KeyError:
            logger.exception("loading %s failed", "a private name")
            logger.warning("again", exc_info=True)
        logger.error("no exception")
        self.client.flush()
        (crash,) = self.server.crashes
        self.assertEqual(crash["crash"]["type"], "KeyError")
        self.assertNotIn("private", str(crash))

    def test_messages_are_reported_without_their_arguments_when_wanted(self) -> None:
        logger = self.make_logger(messages=True)
        logger.error("loading %s failed", "a private name")
        logger.critical("%d")
        self.client.flush()
        first, second = self.server.crashes
        self.assertEqual(first["crash"]["message"], "loading %s failed")
        self.assertEqual(first["crash"]["type"], "log.error")
        self.assertEqual(second["crash"]["type"], "log.critical")

    def test_without_a_client_nothing_happens(self) -> None:
        logger = logging.Logger("app")  # noqa: LOG001 - known to no other test
        logger.addHandler(TelemetryHandler())
        logger.error("no client")


class WsgiTest(SdkTest):
    def call(self, app: Any) -> list[bytes]:
        self.client = self.make_client()
        response = wsgi.TelemetryMiddleware(app, client=self.client)({}, lambda *_: None)
        try:
            return list(response)
        finally:
            close = getattr(response, "close", None)
            if close:
                close()

    def test_responses_pass_unchanged(self) -> None:
        closed = []

        class Body:
            def __iter__(self) -> Any:
                return iter([b"a", b"b"])

            def close(self) -> None:
                closed.append(True)

        self.assertEqual(self.call(lambda environ, start: Body()), [b"a", b"b"])
        self.assertEqual(closed, [True])
        self.assertEqual(self.call(lambda environ, start: [b"c"]), [b"c"])

    def test_exceptions_of_the_call_and_of_the_body_are_reported_and_raised(self) -> None:
        def fail_at_once(environ: Any, start: Any) -> Iterable[bytes]:
            raise ValueError("at once")

        def fail_later(environ: Any, start: Any) -> Iterable[bytes]:
            yield b"a"
            raise ValueError("later")

        for app in (fail_at_once, fail_later):
            with self.assertRaises(ValueError):
                self.call(app)
            self.client.flush()
        messages = [crash["crash"]["message"] for crash in self.server.crashes]
        self.assertEqual(messages, ["at once", "later"])
        self.assertFalse(self.server.crashes[0]["crash"]["is_fatal"])


class AsgiTest(SdkTest):
    def test_exceptions_are_reported_with_the_route_and_raised(self) -> None:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            scope["route"] = SimpleNamespace(path="/notes/{id}")
            asyncio.get_running_loop().call_soon(lambda: [][1])
            await asyncio.sleep(0)
            raise ValueError("it broke")

        client = self.make_client()
        middleware = asgi.TelemetryMiddleware(app, client=client)

        async def call() -> None:
            asyncio.get_running_loop().set_exception_handler(lambda *_: None)
            await middleware({"type": "http", "path": "/notes/private"}, None, None)  # type: ignore[arg-type]

        with self.assertRaises(ValueError):
            asyncio.run(call())
        client.flush()
        in_loop, raised = self.server.crashes
        self.assertEqual(in_loop["crash"]["type"], "IndexError")
        self.assertEqual(raised["crash"]["context"]["screen"], "/notes/{id}")
        self.assertNotIn("private", str(raised))

    def test_without_a_client_requests_pass(self) -> None:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            await send("answer")

        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(asgi.TelemetryMiddleware(app)({}, None, send))  # type: ignore[arg-type]
        self.assertEqual(sent, ["answer"])
