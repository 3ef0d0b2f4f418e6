"""Kinds of working day: what a person does between two midnights, apart from the date.

Duties that look the same to every rule of one person are one kind, whatever day, site or competence they are
for, so that the pricing graph need not know dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rostering.problem import Problem, Shift, Worker
from rostering.rules.base import Duty, as_duty

#: Longer horizons are made better in windows before they are priced whole, and people share their graphs.
LONG_HORIZON_DAYS = 112


@dataclass(frozen=True, order=True, slots=True)
class DutyInterval:
    """One duty of a kind: start and end, from midnight of its day in minutes, for whom, and of what type."""

    start_min: int
    end_min: int
    employer_key: str
    type_key: str
    is_night: bool
    is_own: bool


@dataclass(frozen=True, order=True, slots=True)
class DayPattern:
    """A working day: its pieces by start; the type, paid and working minutes of this rota's duty in it."""

    intervals: tuple[DutyInterval, ...]
    type_key: str
    paid_min: int
    work_min: int

    @property
    def is_night(self) -> bool:
        """Whether a night starts on the day."""
        return any(piece.is_night for piece in self.intervals)

    def has_type(self, type_key: str) -> bool:
        """Return whether a duty of a type is part of the day."""
        return any(piece.type_key == type_key for piece in self.intervals)

    def has_fixed_type(self, type_key: str) -> bool:
        """Return whether a duty of a type is part of the day that this rota does not decide."""
        return any(piece.type_key == type_key and not piece.is_own for piece in self.intervals)

    @property
    def is_fixed(self) -> bool:
        """Whether work that this rota does not decide is part of the day."""
        return any(not piece.is_own for piece in self.intervals)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to spend a day: the kind of day, and the duty of this rota in it (None: fixed work alone)."""

    day: int
    pattern: DayPattern
    shift: Shift | None


def _interval(problem: Problem, duty: Duty) -> DutyInterval:
    start = problem.day_start(duty.day)
    return DutyInterval(
        duty.start_min - start,
        duty.end_min - start,
        duty.employer_key,
        duty.type_key,
        duty.is_night,
        duty.shift is not None,
    )


def fixed_patterns(problem: Problem, fixed: list[Duty]) -> dict[int, DayPattern]:
    """Return the kinds of the days with fixed work, those before and beyond the horizon too."""
    by_day: dict[int, list[DutyInterval]] = {}
    for duty in fixed:
        by_day.setdefault(duty.day, []).append(_interval(problem, duty))
    return {day: DayPattern(tuple(pieces), "", 0, 0) for day, pieces in by_day.items()}


def all_patterns(problem: Problem, worker: Worker) -> set[DayPattern]:
    """Return the kinds of all duties there are, whether or not the person may work them."""
    return {
        DayPattern(
            (_interval(problem, as_duty(shift, worker)),), shift.type_key, shift.paid_min, shift.work_min
        )
        for shift in problem.shifts
    }


def day_options(
    problem: Problem,
    worker: Worker,
    fixed_kinds: dict[int, DayPattern],
    refused: set[tuple[str, str]],
    cache: dict[Any, Any],
) -> Iterator[Option]:
    """Yield every way in which a person could spend each day of the horizon, days off apart.

    What is equal for several people or days is kept in the cache, so that it is the same object.
    """
    locked = {problem.shift_of[key].day: key for key in worker.locked}
    for day in range(problem.days):
        fixed = fixed_kinds.get(day)
        if fixed and day not in locked:
            yield Option(day, fixed, None)
        if day in worker.locked_off:
            continue
        for shift in problem.shifts_on[day]:
            if (worker.key, shift.key) in refused or locked.get(day, shift.key) != shift.key:
                continue
            mark = ("option", worker.employer_key, shift.key)
            if mark not in cache:
                piece = _interval(problem, as_duty(shift, worker))
                kind = DayPattern((piece,), shift.type_key, shift.paid_min, shift.work_min)
                cache[mark] = Option(day, cache.setdefault(("kind", kind), kind), shift)
            alone: Option = cache[mark]
            if not fixed:
                yield alone
                continue
            pieces = tuple(
                sorted((*alone.pattern.intervals, *fixed.intervals), key=lambda one: one.start_min)
            )
            if all(a.end_min <= b.start_min for a, b in pairwise(pieces)):
                yield Option(day, DayPattern(pieces, shift.type_key, shift.paid_min, shift.work_min), shift)
