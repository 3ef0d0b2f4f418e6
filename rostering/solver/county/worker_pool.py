"""A worker pool: an executor of processes on this machine that survives the death of any of them.

The processes are started as programmes, not forked or spawned: they need nothing of the calling script, and a
task can be ended whatever it is doing by ending its process.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

from rostering.solver.core.process import environment

#: -P: a file in the current folder must not shadow a module.
COMMAND = ("-P", "-m", "rostering.solver.county.worker")

P = ParamSpec("P")
T = TypeVar("T")


class _Item(NamedTuple):
    future: Future[Any]
    packed: bytes


class WorkerPool(Executor):
    """Runs tasks in so many processes, each begun when it is first needed.

    A task whose process dies fails with `BrokenProcessPool`; the next one gets a new process. ``shutdown``
    without waiting ends the processes at once.
    """

    def __init__(self, processes: int) -> None:
        self._queue: SimpleQueue[_Item | None] = SimpleQueue()
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._closed = False
        self._memory_mb: dict[int, int] = {}
        self._threads = [
            threading.Thread(target=self._serve, args=(number,), daemon=True) for number in range(processes)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes that are running."""
        return [process.pid for process in self._running.values()]

    @property
    def memory_mb(self) -> int:
        """The peak memory of the processes in MB, as far as they have reported it."""
        return sum(self._memory_mb.values())

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Put a task in the queue; the function and what it is given must be picklable."""
        if self._closed:
            raise RuntimeError("the pool has been shut down")
        future: Future[T] = Future()
        self._queue.put(_Item(future, pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks; wait for those under way, or end them."""
        self._closed = True
        if cancel_futures or not wait:
            while not self._queue.empty():
                item = self._queue.get()
                if item is not None:
                    item.future.cancel()
        for _ in self._threads:
            self._queue.put(None)
        if not wait:
            for process in list(self._running.values()):
                process.kill()
        for thread in self._threads:
            thread.join()

    def _serve(self, number: int) -> None:
        """Run tasks one after another in one process."""
        while (item := self._queue.get()) is not None:
            if not item.future.set_running_or_notify_cancel():
                continue
            try:
                if number not in self._running:
                    self._running[number] = _start_process()
                succeeded, value, self._memory_mb[number] = _ask(self._running[number], item.packed)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self._end(number)
                item.future.set_exception(BrokenProcessPool(f"a process ended in a task: {error}"))
                continue
            if succeeded:
                item.future.set_result(value)
            else:
                item.future.set_exception(value)
        self._end(number)

    def _end(self, number: int) -> None:
        process = self._running.pop(number, None)
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()


def _start_process() -> subprocess.Popen[bytes]:
    """Return a process that waits for tasks."""
    return subprocess.Popen(
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    )


def _ask(process: subprocess.Popen[bytes], packed: bytes) -> tuple[bool, Any, int]:
    """Run a task in a process; return whether it succeeded, its result or error, and peak memory in MB."""
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(packed, process.stdin, pickle.HIGHEST_PROTOCOL)
    process.stdin.flush()
    answer: tuple[bool, Any, int] = pickle.load(process.stdout)
    return answer
