"""The gaps of a work history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

#: First and last day; no last day while it goes on.
Stretch = tuple[date, date | None]


def gaps(stretches: Iterable[Stretch], on: date, longest_days: int) -> list[tuple[date, date]]:
    """Return the stretches of more than `longest_days` days, up to a day, that nothing covers.

    A history begins with its first stretch; what came before it is not a gap but a shorter history.
    """
    unexplained: list[tuple[date, date]] = []
    covered_to: date | None = None
    for first, last in sorted(stretches, key=lambda stretch: stretch[0]):
        if first > on:
            break
        if covered_to is not None and (first - covered_to).days - 1 > longest_days:
            unexplained.append((covered_to + timedelta(days=1), first - timedelta(days=1)))
        end = on if last is None else min(last, on)
        covered_to = end if covered_to is None else max(covered_to, end)
    if covered_to is not None and (on - covered_to).days > longest_days:
        unexplained.append((covered_to + timedelta(days=1), on))
    return unexplained
