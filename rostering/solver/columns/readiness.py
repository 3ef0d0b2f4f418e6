"""Whether the inner loops are compiled, and having others compile them. Nothing here loads Numba.

Compiling takes up to a minute of one core, once for each version of the sources. It cannot be stopped from
within, but a process can.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from rostering.solver.columns.loops.folder import FOLDER
from rostering.solver.core.process import environment

#: The file that says that everything in its folder is compiled.
MARK = "compiled"
MODULE = "rostering.solver.columns.precompile"
#: Makes that module end when its standard input does, and so with the process that started it.
AS_CHILD = "--as-child"
#: How many files of compiled code there are in the end, about: by this progress is measured.
FILES = 75
#: How often the caller is asked whether to stop.
POLL_SECONDS = 0.05


def is_compiled() -> bool:
    """Return whether everything is compiled and kept."""
    return bool(FOLDER) and (Path(FOLDER) / MARK).exists()


def must_compile() -> bool:
    """Return whether the inner loops have to be compiled and can be kept."""
    return bool(FOLDER) and bool(sys.executable) and not is_compiled()


class Compilation:
    """Has the inner loops compiled until that is done, or until the context is left.

    Where they are compiled already, or compiled code cannot be kept, there is nothing to do. Several at once
    wait for each other and do the work once.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Compilation:
        if must_compile():
            try:
                # In a session of its own, as Ctrl-C in a terminal is for whoever started it.
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", MODULE, AS_CHILD],
                    stdin=subprocess.PIPE,
                    env=environment(),
                    start_new_session=True,
                )
            except OSError:
                self._process = None
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None = None,
        _error: BaseException | None = None,
        _trace: TracebackType | None = None,
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()

    @property
    def done(self) -> bool:
        """Whether it has come to its end."""
        return self._process is None or self._process.poll() is not None

    @property
    def share(self) -> float:
        """About how much is compiled, from 0 to 1."""
        if self.done:
            return 1.0
        return min(0.99, sum(1 for _ in Path(FOLDER).rglob("*.nbc")) / FILES)


def compile_loops(should_stop: Callable[[], bool]) -> None:
    """Wait until everything is compiled or a stop is asked for; return at once where nothing can be kept."""
    with Compilation() as compilation:
        while not compilation.done and not should_stop():
            time.sleep(POLL_SECONDS)
