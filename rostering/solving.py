"""Solves a problem in a process of its own, which can be watched, asked to stop, and ended.

The two processes communicate through a folder: the child appends its progress to a file, the parent creates a
file to ask it to stop. So neither can block the other, and either may be killed at any time.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from io import FileIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from rostering.problem import Limits, Problem, Progress, Result, Roster

#: How often the child checks whether its parent still waits for it, in seconds.
WATCH_SECONDS = 0.25
_PROGRESS, _STOP, _ABANDON = "progress", "stop", "abandon"


def process_pool() -> Executor:
    """Return an executor of one spawned process, which inherits no database connection."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))


class Disagreement(RuntimeError):
    """Solver and checker judged a rota differently, so one of them is wrong."""


class Solve:
    """A solve under way in another process; leave the context and the process is gone."""

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        executor: Callable[[], Executor] = process_pool,
        given: Roster | None = None,
    ) -> None:
        self._folder = TemporaryDirectory(prefix="solve-")
        self._read = 0
        self._executor = executor()
        self._future: Future[Result] = self._executor.submit(
            solve_in_child, problem, limits, self._folder.name, os.getpid(), given
        )

    def __enter__(self) -> Solve:
        return self

    def __exit__(self, *_error: object) -> None:
        # The child ends itself once abandoned; an executor without processes returns when its solve stops.
        self._mark(_STOP)
        self._mark(_ABANDON)
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._folder.cleanup()

    @property
    def done(self) -> bool:
        """Whether the child has answered, or died."""
        return self._future.done()

    def result(self) -> Result:
        """Return the answer, or raise what the child raised; BrokenExecutor if it died."""
        return self._future.result()

    def stop(self) -> None:
        """Ask the child to come back with the best it has."""
        self._mark(_STOP)

    def progress(self) -> list[Progress]:
        """Return the child's progress since the last call."""
        moments: list[Progress] = []
        path = Path(self._folder.name, _PROGRESS)
        if not path.exists():
            return moments
        with path.open("rb") as file:
            file.seek(self._read)
            while True:
                try:
                    moments.append(pickle.load(file))
                except (EOFError, pickle.UnpicklingError):  # the rest is still being written
                    return moments
                self._read = file.tell()

    def _mark(self, name: str) -> None:
        Path(self._folder.name, name).touch()


def solve_in_child(
    problem: Problem, limits: Limits, folder: str, parent_pid: int, given: Roster | None = None
) -> Result:
    """Solve, from a rota where one is given, and write progress to the folder.

    It ends when it is done, asked to stop, or abandoned by the parent.
    """
    from rostering.solver import solve
    from rostering.solver.core.errors import SolverDisagreement

    # Ctrl-C in a terminal reaches the whole group; only the parent acts on it.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch = threading.Thread(target=_leave_when_abandoned, args=(Path(folder), parent_pid), daemon=True)
    watch.start()
    stop = Path(folder, _STOP)
    with Path(folder, _PROGRESS).open("ab", buffering=0) as file:
        try:
            return solve(problem, limits, lambda now: _tell(file, now), stop.exists, given=given)
        except SolverDisagreement as error:
            # Raise our own class: unpickling the solver's would load the solver in the parent.
            raise Disagreement(str(error)) from None


def _tell(file: FileIO, now: Progress) -> None:
    file.write(pickle.dumps(now))


def _leave_when_abandoned(folder: Path, parent_pid: int) -> None:
    """End this process when its parent is gone or has abandoned it."""
    while os.getppid() == parent_pid and not (folder / _ABANDON).exists() and folder.exists():
        time.sleep(WATCH_SECONDS)
    if os.getpid() != parent_pid:
        os._exit(0)
