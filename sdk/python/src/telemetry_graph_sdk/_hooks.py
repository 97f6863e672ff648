"""Where Python reports what no one caught. Each hook calls the one that was there before."""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    from telemetry_graph_sdk._client import Client

_installed: _Hooks | None = None
_clients: weakref.WeakSet[Client] = weakref.WeakSet()
_EXIT_PRIORITY = 100


class _Hooks:
    """The hooks of one client, and what they replaced."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        self._own = self._on_exception, self._on_thread_exception, self._on_unraisable
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._own

    def remove(self) -> None:
        """Restore the earlier hooks, unless others were put on top since."""
        if sys.excepthook == self._own[0]:
            sys.excepthook = self._before[0]
        if threading.excepthook == self._own[1]:
            threading.excepthook = self._before[1]
        if sys.unraisablehook == self._own[2]:
            sys.unraisablehook = self._before[2]

    def _on_exception(self, kind: Any, exception: BaseException, trace: Any) -> None:
        if isinstance(exception, Exception):  # not KeyboardInterrupt or SystemExit
            self.client.capture_exception(exception, is_fatal=True, trace=trace)
        self._before[0](kind, exception, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.client.capture_exception(args.exc_value, trace=args.exc_traceback)
        self._before[1](args)

    def _on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.client.capture_exception(args.exc_value, trace=args.exc_traceback)
        self._before[2](args)


def install(client: Client) -> None:
    global _installed
    if _installed is None:
        _installed = _Hooks(client)


def uninstall(client: Client) -> None:
    global _installed
    _clients.discard(client)
    if _installed is not None and _installed.client is client:
        _installed.remove()
        _installed = None


def watch_loop(client: Client, loop: asyncio.AbstractEventLoop | None = None) -> bool:
    """Report exceptions that an event loop reports; False when no loop is running."""
    try:
        watched = loop or asyncio.get_running_loop()
    except RuntimeError:
        return False
    before = watched.get_exception_handler()
    if getattr(before, "is_telemetry_graph", False):
        return True
    watched.set_exception_handler(_make_loop_handler(client, before))
    return True


def _make_loop_handler(client: Client, before: Any) -> Callable[..., None]:
    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        exception = context.get("exception")
        if isinstance(exception, Exception):
            client.capture_exception(exception)
        if before is None:
            loop.default_exception_handler(context)
        else:
            before(loop, context)

    handle.is_telemetry_graph = True  # type: ignore[attr-defined]
    return handle


def shut_down_at_exit(client: Client) -> None:
    _clients.add(client)


def _shut_down_all() -> None:
    for client in list(_clients):
        client.shutdown()


atexit.register(_shut_down_all)


# Forks


def _watch_multiprocessing(client: Client) -> None:
    """A child of multiprocessing ends without `atexit`; it runs its own finalizers instead."""
    util = sys.modules.get("multiprocessing.util")
    if util is not None:
        util.register_after_fork(client, _flush_when_child_ends)


def _flush_when_child_ends(client: Client) -> None:
    util = sys.modules["multiprocessing.util"]
    util.Finalize(client, client.shutdown, exitpriority=_EXIT_PRIORITY)


def _restart_all_in_child() -> None:
    for client in list(_clients):
        client._restart_in_child()
        _watch_multiprocessing(client)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_restart_all_in_child)
