"""Patterns of a working day: what a person does between two midnights, apart from the date.

Duties that look the same to every rule of one person are one pattern, whatever day, site or competence they
are for, so that automata need not know dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rostering.problem import Problem, Shift, Worker
from rostering.rules.base import Duty, as_duty

#: Longer horizons are improved in windows before they are priced whole, and people share their graphs.
LONG_HORIZON_DAYS = 112


@dataclass(frozen=True, order=True, slots=True)
class DutyInterval:
    """One duty of a pattern: start and end in minutes from midnight of its day, for whom, and of what type.

    ``is_own`` says that this rota decides it.
    """

    start_min: int
    end_min: int
    employer_key: str
    type_key: str
    is_night: bool
    is_own: bool


@dataclass(frozen=True, order=True, slots=True)
class DayPattern:
    """A working day: its duties by start; the type, paid and working minutes of this rota's duty in it."""

    intervals: tuple[DutyInterval, ...]
    type_key: str
    paid_min: int
    work_min: int

    @property
    def is_night(self) -> bool:
        """Whether a night starts on the day."""
        return any(interval.is_night for interval in self.intervals)

    def has_type(self, type_key: str) -> bool:
        """Return whether a duty of a type is part of the day."""
        return any(interval.type_key == type_key for interval in self.intervals)

    def has_fixed_type(self, type_key: str) -> bool:
        """Return whether a duty of a type is part of the day that this rota does not decide."""
        return any(interval.type_key == type_key and not interval.is_own for interval in self.intervals)

    @property
    def has_fixed_night(self) -> bool:
        """Whether a night starts on the day that this rota does not decide."""
        return any(interval.is_night and not interval.is_own for interval in self.intervals)

    @property
    def is_fixed(self) -> bool:
        """Whether work that this rota does not decide is part of the day."""
        return any(not interval.is_own for interval in self.intervals)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to spend a day: its pattern, and the duty of this rota in it (None: fixed work alone)."""

    day: int
    pattern: DayPattern
    shift: Shift | None


def _interval(problem: Problem, duty: Duty) -> DutyInterval:
    midnight = problem.day_start(duty.day)
    return DutyInterval(
        duty.start_min - midnight,
        duty.end_min - midnight,
        duty.employer_key,
        duty.type_key,
        duty.is_night,
        duty.shift is not None,
    )


def _pattern(problem: Problem, worker: Worker, shift: Shift) -> DayPattern:
    """Return the pattern of a day with a duty of this rota alone."""
    interval = _interval(problem, as_duty(shift, worker))
    return DayPattern((interval,), shift.type_key, shift.paid_min, shift.work_min)


def fixed_patterns(problem: Problem, fixed: list[Duty]) -> dict[int, DayPattern]:
    """Return the patterns of the days with fixed work, those before and beyond the horizon too."""
    by_day: dict[int, list[DutyInterval]] = {}
    for duty in fixed:
        by_day.setdefault(duty.day, []).append(_interval(problem, duty))
    return {day: DayPattern(tuple(intervals), "", 0, 0) for day, intervals in by_day.items()}


def all_patterns(problem: Problem, worker: Worker) -> set[DayPattern]:
    """Return the patterns of all duties there are, whether or not the person may work them."""
    return {_pattern(problem, worker, shift) for shift in problem.shifts}


def day_options(
    problem: Problem,
    worker: Worker,
    fixed: dict[int, DayPattern],
    refused: set[tuple[str, str]],
    cache: dict[Any, Any],
) -> Iterator[Option]:
    """Yield every way in which a person could spend each day of the horizon, days off apart.

    ``fixed`` are the patterns of days with fixed work. What is equal for several people or days is kept in
    the cache, so that it is the same object.
    """
    locked = {problem.shift_of[key].day: key for key in worker.locked}
    for day in range(problem.days):
        fixed_pattern = fixed.get(day)
        if fixed_pattern and day not in locked:
            yield Option(day, fixed_pattern, None)
        if day in worker.locked_off:
            continue
        for shift in problem.shifts_on[day]:
            if (worker.key, shift.key) in refused or locked.get(day, shift.key) != shift.key:
                continue
            key = ("option", worker.employer_key, shift.key)
            if key not in cache:
                pattern = _pattern(problem, worker, shift)
                cache[key] = Option(day, cache.setdefault(("pattern", pattern), pattern), shift)
            alone: Option = cache[key]
            if not fixed_pattern:
                yield alone
                continue
            both = (*alone.pattern.intervals, *fixed_pattern.intervals)
            intervals = tuple(sorted(both, key=lambda interval: interval.start_min))
            if all(first.end_min <= second.start_min for first, second in pairwise(intervals)):
                pattern = DayPattern(intervals, shift.type_key, shift.paid_min, shift.work_min)
                yield Option(day, pattern, shift)
