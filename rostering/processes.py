"""Child processes that belong together: when one ends, or when the parent is told to end, all do."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

#: How long children may take to end by themselves before they are killed.
GRACE_SECONDS = 4.0
LOOK_SECONDS = 0.1
#: Ctrl-C, a request to terminate, a closed terminal.
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ToldToEnd(Exception):
    """The parent got Ctrl-C, SIGTERM, or lost its terminal."""


class ChildEnded(Exception):
    """A child process ended by itself."""


class Processes:
    """Starts children and, on leaving the context, ends them and everything that they started."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Processes:
        self._handlers = {number: signal.signal(number, _end) for number in SIGNALS}
        return self

    def __exit__(self, *_error: object) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        self._signal(signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
        self._signal(signal.SIGKILL)
        for process in self._running.values():
            process.wait()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def start(self, name: str, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        """Start a child in a group of its own, so that Ctrl-C in the terminal reaches the parent alone."""
        self._running[name] = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, start_new_session=True
        )

    def check(self) -> None:
        """Raise ChildEnded if a child is no longer there."""
        for name, process in self._running.items():
            if (code := process.poll()) is not None:
                raise ChildEnded(
                    f"The {name} process ended by itself (code {code}). What it said stands above."
                )

    def wait(self) -> None:
        """Wait until told to end; ChildEnded if a child ends before."""
        while True:
            self.check()
            time.sleep(LOOK_SECONDS)

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to every child; SIGKILL goes to its whole group, as a killed child ends nothing."""
        for process in self._running.values():
            if number is not signal.SIGKILL:
                process.send_signal(number)
                continue
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)


def _end(_number: int, _frame: FrameType | None) -> None:
    # A second signal right behind the first must not interrupt the end of the children: make sends one too.
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise ToldToEnd
