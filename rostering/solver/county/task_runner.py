"""Runs tasks on an executor; a task that is lost with its worker is submitted again.

Tasks are pure functions of their arguments, so running one twice does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from rostering.solver.county.worker_pool import WorkerPool

#: How long to wait for a result before the caller looks at the clock again.
POLL_SECONDS = 0.05
#: How often a task may be lost with its worker; after that its error is raised.
MOST_LOSSES = 4


@dataclass(frozen=True, slots=True)
class _Task:
    name: Any
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    losses: int = 0


class TaskRunner:
    """Runs tasks on an executor, on this machine or elsewhere.

    Parameters
    ----------
    executor : concurrent.futures.Executor or None
        Runs the tasks; a pool of processes of our own when left out, or when it breaks down.
    size : int
        How many tasks are to be under way at once.
    """

    def __init__(self, executor: Executor | None, size: int) -> None:
        self.size = size
        self._own = None if executor else WorkerPool(size)
        self._executor: Executor = executor or self._own  # type: ignore[assignment]
        self._under_way: dict[Future[Any], _Task] = {}
        #: How many tasks were submitted again because their worker was lost.
        self.tasks_lost = 0

    def __enter__(self) -> TaskRunner:
        return self

    def __exit__(self, *_error: object) -> None:
        """Cancel all tasks; processes of our own are ended at once."""
        self.cancel()
        if self._own is not None:
            self._own.shutdown(wait=False, cancel_futures=True)

    @property
    def memory_mb(self) -> int:
        """The most memory that processes of our own have had."""
        return 0 if self._own is None else self._own.memory_mb

    @property
    def tasks_under_way(self) -> list[Any]:
        """The names of the tasks under way."""
        return [task.name for task in self._under_way.values()]

    def submit(self, name: Any, function: Callable[..., Any], *arguments: Any) -> None:
        """Submit a task; `results` yields its result under this name."""
        self._submit(_Task(name, function, arguments))

    def cancel(self) -> None:
        """Cancel the tasks under way, or ignore their results."""
        for future in self._under_way:
            future.cancel()
        self._under_way.clear()

    def results(self, seconds: float) -> Iterator[tuple[Any, Any]]:
        """Wait so many seconds for a task to end, and yield the name and the result of each that has.

        The error of a task is raised here, unless it was lost: then it is submitted again.
        """
        for future in wait(self._under_way, seconds, FIRST_COMPLETED).done:
            task = self._under_way.pop(future, None)
            if task is None:
                continue
            try:
                result = future.result()
            except Exception as error:
                if not _is_lost(error) or task.losses >= MOST_LOSSES:
                    raise
                self.tasks_lost += 1
                self._submit(replace(task, losses=task.losses + 1))
            else:
                yield task.name, result

    def _submit(self, task: _Task) -> None:
        try:
            future = self._executor.submit(task.function, *task.arguments)
        except BrokenExecutor:
            self._executor = self._own = WorkerPool(self.size)
            future = self._executor.submit(task.function, *task.arguments)
        self._under_way[future] = task


def _is_lost(error: Exception) -> bool:
    """Return whether an error says that a worker was lost and not that a task went wrong."""
    lost = (BrokenExecutor, CancelledError, ConnectionError, EOFError)
    return isinstance(error, lost) or type(error).__module__.partition(".")[0] == "distributed"
