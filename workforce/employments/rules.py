"""The gaps of a work history, and since when service is continuous."""

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


def service_start(start: date, earlier: Iterable[tuple[date, date]]) -> date:
    """Return the first day of the continuous service for an employer that a contract goes on.

    Earlier contracts with the same employer, as first and last days, belong to it as long as no week from
    Sunday to Saturday lies wholly between two of them (Employment Rights Act 1996, sections 212(1) and 235).
    """
    for first, last in sorted(earlier, key=lambda stretch: stretch[1], reverse=True):
        if _sunday(start) - _sunday(last) <= timedelta(weeks=1):
            start = min(start, first)
    return start


def _sunday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() % 7)
