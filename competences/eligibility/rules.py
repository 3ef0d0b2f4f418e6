"""Supervision of an apprentice, and the days outside breaks in learning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

#: First and last day, both included.
Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Supervision:
    """On which days a person works only beside a supervisor, and who may supervise them."""

    days: tuple[Interval, ...]
    supervisor_ids: frozenset[int]


def days_outside(start: date, end: date, gaps: list[Interval]) -> list[Interval]:
    """Return the days from `start` to `end` that lie in none of the gaps, which are in order."""
    stretches: list[Interval] = []
    for gap_start, gap_end in gaps:
        if start < gap_start:
            stretches.append((start, min(end, gap_start - timedelta(days=1))))
        start = max(start, gap_end + timedelta(days=1))
    return (
        [*stretches, (start, end)]
        if start <= end
        else [stretch for stretch in stretches if stretch[0] <= stretch[1]]
    )
