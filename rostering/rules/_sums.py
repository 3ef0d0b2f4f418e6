"""Caps on working minutes over days, and the frame of rules about them.

They count by the minute: a duty over midnight counts on each day for the part that is worked on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rostering.problem import Problem, Roster, RuleSpec, Shift, Violation, Worker
from rostering.problem.units import work_until
from rostering.rules.base import (
    Check,
    Duty,
    Parameters,
    Words,
    broken,
    each_person,
    fixed_duties,
    own_duties,
)
from rostering.rules.wording import day_name, hours, number

P = TypeVar("P", bound=Parameters)


@dataclass(frozen=True, slots=True)
class Cap:
    """Working minutes of all employers on these days, which begin and end at midnight, are limited."""

    days: range
    start_min: int
    end_min: int
    max_min: int

    @classmethod
    def of(cls, problem: Problem, days: range, max_min: int) -> Cap:
        """Return the cap on these days, which may lie outside the horizon."""
        return cls(days, problem.day_start(days.start), problem.day_start(days.stop), max_min)


def known_days(problem: Problem) -> int:
    """Return how many days from the first of the horizon there are until its last duty ends."""
    end_min = max((shift.end_min for shift in problem.shifts), default=0)
    return max(problem.days, problem.day_of(end_min - 1) + 1)


def known_weeks(problem: Problem) -> tuple[range, ...]:
    """Return the weeks from Monday until the last duty of the horizon ends."""
    first = -problem.weekday(0)
    return tuple(range(start, start + 7) for start in range(first, known_days(problem), 7))


def worked_min(duty: Duty | Shift, start_min: int, end_min: int) -> int:
    """Return the working minutes of a duty between two instants."""
    until_end = work_until(end_min, duty.start_min, duty.end_min, duty.work_min)
    return until_end - work_until(start_min, duty.start_min, duty.end_min, duty.work_min)


def minutes(duties: Sequence[Duty], cap: Cap) -> int:
    """Return the working minutes of the duties on the days of a cap."""
    return sum(worked_min(duty, cap.start_min, cap.end_min) for duty in duties)


def effective_max(cap: Cap, fixed: Sequence[Duty]) -> int:
    """Return the cap, or what is fixed already where that is more: then nothing may be added."""
    return max(cap.max_min, minutes(fixed, cap))


def over_caps(kind: type[P], caps: Callable[[Problem, Worker, P], Sequence[Cap]]) -> Check:
    """Return the check of a rule that caps working minutes, in begun hours beyond what is fixed already."""

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, parameters: P
    ) -> Iterator[Violation]:
        own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
        for cap in caps(problem, worker, parameters):
            inside = [duty for duty in own if worked_min(duty, cap.start_min, cap.end_min)]
            total_min = minutes(inside, cap) + minutes(fixed, cap)
            excess_min = total_min - effective_max(cap, fixed)
            if excess_min > 0:
                yield broken(
                    spec,
                    -(-excess_min // 60),
                    worker=worker.key,
                    days=tuple(day for day in cap.days if 0 <= day < problem.days)
                    or tuple(duty.day for duty in inside),
                    shifts=tuple(duty.shift.key for duty in inside if duty.shift),
                    facts={"total_min": total_min, "max_min": cap.max_min, "first_day": cap.days.start},
                )

    return each_person(kind, each)


def cap_words(sentence: str) -> Words:
    """Return what says how long somebody would work, from which day, and what the limit is."""

    def words(problem: Problem, violation: Violation) -> str:
        return sentence.format(
            total=hours(number(violation, "total_min")),
            day=day_name(problem, number(violation, "first_day")),
            limit=hours(number(violation, "max_min")),
        )

    return words
