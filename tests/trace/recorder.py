"""Runs the command line and records which files of the package its functions are in.

Started as `python recorder.py SOCKET COMMAND …`. A connection to the Unix socket SOCKET sends
`start` or `stop`; `stop` returns the paths of the files entered since `start`, one per line.
"""

import socketserver
import sys
import threading
from types import FrameType
from typing import Any

PACKAGE = "/src/telemetry_graph/"
OTHER_LOOPS = ("worker_loop.py", "loop.py")
TRACED_LOOP = "alerts"


class Recorder:
    def __init__(self) -> None:
        self._entered: set[str] = set()

    def record(self, frame: FrameType, event: str, _: Any) -> None:
        path = frame.f_code.co_filename
        is_new = event == "call" and PACKAGE in path and path not in self._entered
        if is_new and not _is_resumed(frame) and not _is_in_another_loop(frame):
            self._entered.add(path)

    def command(self, name: str) -> str:
        if name == "start":
            self._entered.clear()
            return ""
        return "\n".join(sorted(self._entered))


def _is_resumed(frame: FrameType) -> bool:
    """Whether a coroutine continues after an await, instead of being entered.

    The low bits of the argument of CPython's RESUME instruction are 0 at the start of a function.
    """
    return frame.f_code.co_code[frame.f_lasti + 1] & 3 != 0


def _is_in_another_loop(frame: FrameType | None) -> bool:
    """Whether a background loop of the worker runs, other than the one that sends alerts."""
    while frame is not None:
        if frame.f_code.co_filename.endswith(OTHER_LOOPS) and "name" in frame.f_locals:
            return bool(frame.f_locals["name"] != TRACED_LOOP)
        frame = frame.f_back
    return False


def serve_commands(path: str, recorder: Recorder) -> None:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            name = self.rfile.readline().decode().strip()
            self.wfile.write(recorder.command(name).encode())

    server = socketserver.UnixStreamServer(path, Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def main() -> None:
    _, path, *arguments = sys.argv
    recorder = Recorder()
    serve_commands(path, recorder)
    sys.argv = ["telemetry-graph", *arguments]
    from telemetry_graph.cli import main as run  # after argv, as the command line reads it

    sys.setprofile(recorder.record)
    threading.setprofile(recorder.record)
    run()


if __name__ == "__main__":
    main()
