"""What a run in its own process leaves for whoever watches it: a line for each change, and its roster."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.records import Point

EVENTS, ROSTER = "events.jsonl", "roster.csv"
#: Bounds come in steps of one; this far apart they are kept, costs always.
BOUND_SECONDS = 0.5


class Tape:
    """Written by the run, from any thread; its clock starts with it, when all is loaded but the problem."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._began = time.monotonic()
        self._file = (folder / EVENTS).open("a", encoding="utf-8")
        self._best: int | None = None
        self._bound: int | None = None
        self._at = 0.0
        self._lock = threading.Lock()

    def __enter__(self) -> Tape:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def seconds(self) -> float:
        """Return for how long the run has gone on."""
        return time.monotonic() - self._began

    def tell(self, best: int | None, bound: int | None, roster: str | None = None) -> None:
        """Note the best cost and bound so far, and the roster as CSV if it is new."""
        now = self.seconds()
        with self._lock:
            if roster is not None:
                partial = self._folder / "roster.part"
                partial.write_text(roster, encoding="utf-8")
                partial.replace(self._folder / ROSTER)
            if best != self._best or (bound != self._bound and now - self._at >= BOUND_SECONDS):
                self._best, self._bound, self._at = best, bound, now
                self._write({"point": [round(now, 2), best, bound]})

    def end(self, status: str, bound: int | None, phase: str) -> None:
        """Note how the run ended."""
        self._write({"end": [status, bound, phase, round(self.seconds(), 2)]})

    def _write(self, event: dict[str, object]) -> None:
        self._file.write(json.dumps(event) + "\n")
        self._file.flush()


@dataclass(slots=True)
class Heard:
    """What a tape says, also that of a run that was killed in the middle of a line."""

    trace: list[Point] = field(default_factory=list)
    status: str = "killed"
    bound: int | None = None
    phase: str = ""
    used: float | None = None


def hear(folder: Path) -> Heard:
    """Return what a run has left."""
    heard = Heard()
    path = folder / EVENTS
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            event = json.loads(line)
        except json.JSONDecodeError:
            break
        if "point" in event:
            at, best, bound = event["point"]
            heard.trace.append((at, best, bound))
            heard.bound = bound
        else:
            heard.status, heard.bound, heard.phase, heard.used = event["end"]
    return heard
