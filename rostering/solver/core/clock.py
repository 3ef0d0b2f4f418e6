"""How searches measure time: seconds of wall clock, or units of work, which make a run repeatable.

A `Meter` is shared by everything that works on one search; a `Clock` is a limit on it. Phases take their
share with `Clock.part` and never read the wall clock themselves, so the same search runs with either.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rostering.problem import Limits


class Meter:
    """Seconds of wall clock; work that is counted changes nothing."""

    #: Whether the same search reads the same at the same point of every run.
    repeatable = False

    def read(self) -> float:
        """Return how much has passed since some moment in the past."""
        return time.monotonic()

    def count(self, work: float) -> None:
        """Count work that was done, in units."""


class WorkMeter(Meter):
    """Units of work, each about a second of one core: one of CP-SAT's own, or as much simplex or pricing."""

    repeatable = True

    def __init__(self) -> None:
        self._done = 0.0

    def read(self) -> float:
        """Return the units of work that have been counted."""
        return self._done

    def count(self, work: float) -> None:
        """Add work that was done, in units."""
        self._done += work


WALL = Meter()


class Clock:
    """A limit in seconds or units of work, which begins to run when it is made.

    Parameters
    ----------
    limit : float
        How much may pass.
    meter : Meter, optional
        What is measured; the wall clock when left out.
    """

    def __init__(self, limit: float, meter: Meter = WALL) -> None:
        self.limit, self.meter = limit, meter
        self._began = meter.read()
        self._held_at: float | None = None

    def spent(self) -> float:
        """Return how much has passed."""
        return self.meter.read() - self._began if self._held_at is None else self._held_at

    @contextmanager
    def held(self, at: float | None = None) -> Iterator[None]:
        """Let nothing pass within the context; with ``at``, so much has passed by then."""
        self._held_at = self.spent() if at is None else at
        try:
            yield
        finally:
            self._began, self._held_at = self.meter.read() - self._held_at, None

    def left(self) -> float:
        """Return how much is left; never less than 0."""
        return max(0.0, self.limit - self.spent())

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return self.spent() >= self.limit

    def part(self, limit: float) -> Clock:
        """Return a clock that begins now and ends after so much, and no later than this one."""
        return Clock(min(limit, self.left()), self.meter)


def clock_for(limits: Limits) -> Clock:
    """Return the clock of a search with these limits: in units of work where such a limit is set."""
    if limits.deterministic is None:
        return Clock(limits.seconds)
    return Clock(limits.deterministic, WorkMeter())
