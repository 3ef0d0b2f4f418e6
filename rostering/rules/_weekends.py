"""Weekends as a rule defines them: some weekdays in a row, by default Saturday and Sunday."""

from __future__ import annotations

from typing import Any

from rostering.problem import Problem
from rostering.rules.base import WEEKDAYS, checked

#: The most weekdays of a weekend: there is at least one day between two weekends.
MOST_DAYS = 6


def of_weekend() -> Any:
    """Return a dataclass field for the weekdays of a weekend, in order."""
    return checked(lambda _problem, weekdays: _fault(weekdays), default=("sat", "sun"))


def _fault(weekdays: tuple[str, ...]) -> str | None:
    for weekday in weekdays:
        if weekday not in WEEKDAYS:
            return f"{weekday!r} is not one of {', '.join(WEEKDAYS)}"
    in_week = [*WEEKDAYS, *WEEKDAYS]
    first = in_week.index(weekdays[0]) if weekdays else 0
    is_in_a_row = tuple(in_week[first : first + len(weekdays)]) == weekdays
    if not weekdays or len(weekdays) > MOST_DAYS or not is_in_a_row:
        return f"must be one to {MOST_DAYS} weekdays in a row"
    return None


def weekends_ending_inside(problem: Problem, weekdays: tuple[str, ...]) -> list[range]:
    """Return the days of the weekends of which the last day lies in the horizon, in order."""
    first, length = WEEKDAYS.index(weekdays[0]), len(weekdays)
    starts = range(1 - length, problem.days - length + 1)
    return [range(day, day + length) for day in starts if problem.weekday(day) == first]


def weekends_from(problem: Problem, weekdays: tuple[str, ...], day: int) -> tuple[list[range], int]:
    """Return the weekends that end on a day or later, up to the horizon's last, and how many are before it.

    Those before it end before day 0.
    """
    inside = weekends_ending_inside(problem, weekdays)
    if not inside:
        return [], 0
    before: list[range] = []
    latest = inside[0]
    while latest.stop - 8 >= day:
        latest = range(latest.start - 7, latest.stop - 7)
        before.insert(0, latest)
    return before + inside, len(before)
