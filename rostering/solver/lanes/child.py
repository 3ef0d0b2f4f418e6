"""A search in a child process, as seen by its parent.

A process, because two searches in one would wait for each other wherever they run Python, and because only a
process can be ended whatever it is doing. It is started as a programme, not forked or spawned: so it needs
nothing of the script that calls `solve`, and works in a web server and in the workers of a pool.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from signal import Signals

from rostering.solver.core.process import environment
from rostering.solver.lanes.messages import Envelope, Message, ProcessEnded, SearchTask, receive, send

#: -P: a file in the current folder must not shadow a module.
COMMAND = ("-P", "-m", "rostering.solver.lanes.lane")
#: How many seconds a process may take to end once it has closed its output.
LEAVE_SECONDS = 0.5


class Child:
    """A child process that searches; call `end` when done with it.

    Parameters
    ----------
    task : SearchTask
        What to search for.
    receive_message : callable
        Called with this and each message from it, in a thread of its own; the last is `ProcessEnded`.

    Raises
    ------
    OSError
        When no process can be started.
    """

    def __init__(self, task: SearchTask, receive_message: Callable[[Child, Envelope], None]) -> None:
        self.task = task
        self._receive_message = receive_message
        if not sys.executable:
            raise OSError("Python does not know where it was started from")
        self._process = subprocess.Popen(
            [sys.executable, *COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        self._outbox: SimpleQueue[Message | None] = SimpleQueue()
        # Writing has a thread of its own too: it blocks while the process is stuck and reads nothing.
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._write)]
        for thread in self._threads:
            thread.start()
        self.tell(task)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def tell(self, message: Message) -> None:
        """Send a message without waiting until it is read."""
        self._outbox.put(message)

    def end(self) -> None:
        """Kill the process, and wait until it has ended."""
        self._process.kill()
        self._process.wait()
        self._outbox.put(None)
        for thread in self._threads:
            thread.join()

    def how_it_ended(self) -> str:
        """Return in words how the process ended."""
        try:
            code = self._process.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            return "it closed its output"
        if code >= 0:
            return f"it ended with code {code}"
        with suppress(ValueError):
            return f"it was ended by {Signals(-code).name}"
        return f"it was ended by signal {-code}"

    def _read(self) -> None:
        output = self._process.stdout
        assert output is not None
        with output, suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                self._receive_message(self, receive(output))
        self._receive_message(self, Envelope(ProcessEnded()))

    def _write(self) -> None:
        incoming = self._process.stdin
        assert incoming is not None
        with suppress(OSError), incoming:
            while (message := self._outbox.get()) is not None:
                send(incoming, Envelope(message))
