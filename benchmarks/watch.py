"""A process and all that it starts: how much memory and time they take, and their end when it is due."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_SECONDS = 0.25
#: Where in /proc/PID/stat, counted after the name, the session of a process stands.
SESSION = 3


@dataclass(frozen=True, slots=True)
class Watched:
    """What a process was seen to do, with all that it started.

    ``peak_mb`` is the most memory at once (what is shared is counted once), ``cpu`` processor seconds, and
    ``killed`` says that it had to be ended.
    """

    peak_mb: int
    cpu: float
    killed: bool
    code: int


def run(command: Sequence[str], seconds: float, errors: Path, folder: Path) -> Watched:
    """Run a command in a session of its own, and end all of it after so many seconds if need be."""
    before = _children_seconds()
    began, peak_kb, killed = time.monotonic(), 0, False
    with errors.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
        )
    try:
        while process.poll() is None:
            peak_kb = max(peak_kb, memory_kb(process.pid))
            if time.monotonic() - began > seconds:
                killed = True
                break
            time.sleep(LOOK_SECONDS)
    finally:
        _end(process.pid)
        process.wait()
    return Watched(peak_kb // 1024, _children_seconds() - before, killed, process.returncode)


def memory_kb(session: int) -> int:
    """Return the memory of all processes of a session, in KiB; 0 where the system does not tell."""
    return sum(_proportional_kb(process) for process in _processes(session))


def _processes(session: int) -> Iterator[Path]:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[SESSION]) == session:
            yield entry


def _proportional_kb(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _end(session: int) -> None:
    """Kill what is left of a session, if anything is."""
    try:
        os.killpg(session, signal.SIGKILL)
    except ProcessLookupError:
        return


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
