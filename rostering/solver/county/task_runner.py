"""Tasks under way on an executor; one that is lost with its worker is sent again.

Tasks are functions of what they are given and nothing else, so it does no harm to run one twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from rostering.solver.county.worker_pool import WorkerPool

#: How long to wait for a task before looking up.
POLL_SECONDS = 0.05
#: How often a task may be lost before its loss is taken for its own fault.
LOSSES = 4


@dataclass(frozen=True, slots=True)
class _Task:
    name: Any
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    losses: int = 0


class TaskRunner:
    """Workers that run tasks, on this machine or elsewhere.

    Parameters
    ----------
    executor : concurrent.futures.Executor or None
        Who runs them; processes of our own when left out, or when it breaks down.
    size : int
        How many tasks are to be under way at once.
    """

    def __init__(self, executor: Executor | None, size: int) -> None:
        self.size = size
        self._own = None if executor else WorkerPool(size)
        self._executor: Executor = executor or self._own  # type: ignore[assignment]
        self._under_way: dict[Future[Any], _Task] = {}
        #: How many tasks were sent again because their worker was lost.
        self.losses = 0

    def __enter__(self) -> TaskRunner:
        return self

    def __exit__(self, *_error: object) -> None:
        """Drop what is under way; processes of our own are ended at once."""
        self.drop()
        if self._own is not None:
            self._own.shutdown(wait=False, cancel_futures=True)

    @property
    def memory_mb(self) -> int:
        """The most memory that processes of our own have had."""
        return 0 if self._own is None else self._own.memory_mb

    @property
    def names(self) -> list[Any]:
        """The names of the tasks under way."""
        return [task.name for task in self._under_way.values()]

    def send(self, name: Any, function: Callable[..., Any], *arguments: Any) -> None:
        """Send a task, whose result will come under this name."""
        self._send(_Task(name, function, arguments))

    def drop(self) -> None:
        """Wait no longer for what is under way."""
        for future in self._under_way:
            future.cancel()
        self._under_way.clear()

    def results(self, seconds: float) -> Iterator[tuple[Any, Any]]:
        """Wait so long for a task to end, and yield the name and the result of each that has.

        The error of a task is raised here, unless it was lost: then it is sent again.
        """
        for future in wait(self._under_way, seconds, FIRST_COMPLETED).done:
            task = self._under_way.pop(future, None)
            if task is None:
                continue
            try:
                result = future.result()
            except Exception as error:
                if not _lost(error) or task.losses >= LOSSES:
                    raise
                self.losses += 1
                self._send(replace(task, losses=task.losses + 1))
            else:
                yield task.name, result

    def _send(self, task: _Task) -> None:
        try:
            future = self._executor.submit(task.function, *task.arguments)
        except BrokenExecutor:
            self._executor = self._own = WorkerPool(self.size)
            future = self._executor.submit(task.function, *task.arguments)
        self._under_way[future] = task


def _lost(error: Exception) -> bool:
    """Return whether an error says that a worker was lost and not that a task went wrong."""
    lost = (BrokenExecutor, CancelledError, ConnectionError, EOFError)
    return isinstance(error, lost) or type(error).__module__.partition(".")[0] == "distributed"
