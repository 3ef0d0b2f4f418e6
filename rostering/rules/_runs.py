"""Runs of days in a row, and the days that are known to be worked."""

from __future__ import annotations

from collections.abc import Iterable


def runs(days: Iterable[int]) -> list[range]:
    """Return the maximal runs of consecutive days, in order.

    >>> runs({1, 2, 3, 7})
    [range(1, 4), range(7, 8)]
    """
    found: list[range] = []
    for day in sorted(set(days)):
        if found and found[-1].stop == day:
            found[-1] = range(found[-1].start, day + 1)
        else:
            found.append(range(day, day + 1))
    return found
