"""Caps on working minutes over sets of days, and the frame of rules about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rostering.problem import Problem, Roster, RuleSpec, Violation, Worker
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
    """Working minutes of all employers on these days may not exceed ``max_min``."""

    days: range
    max_min: int


def minutes(duties: Sequence[Duty], days: Collection[int]) -> int:
    """Return the working minutes of the duties that start on these days."""
    return sum(duty.work_min for duty in duties if duty.day in days)


def effective_max(cap: Cap, fixed: Sequence[Duty]) -> int:
    """Return the cap, or what is fixed already where that is more: then nothing may be added."""
    return max(cap.max_min, minutes(fixed, cap.days))


def over_caps(kind: type[P], caps: Callable[[Problem, Worker, P], Sequence[Cap]]) -> Check:
    """Return the check of a rule that caps working minutes, in begun hours beyond what is fixed already."""

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, parameters: P
    ) -> Iterator[Violation]:
        own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
        for cap in caps(problem, worker, parameters):
            total_min = minutes(own, cap.days) + minutes(fixed, cap.days)
            excess_min = total_min - effective_max(cap, fixed)
            if excess_min > 0:
                yield broken(
                    spec,
                    -(-excess_min // 60),
                    worker=worker.key,
                    days=tuple(day for day in cap.days if 0 <= day < problem.days),
                    shifts=tuple(duty.shift.key for duty in own if duty.shift and duty.day in cap.days),
                    facts={"total_min": total_min, "max_min": cap.max_min},
                )

    return each_person(kind, each)


def cap_words(sentence: str) -> Words:
    """Return what says how long somebody would work, from which day, and what the limit is."""

    def words(problem: Problem, violation: Violation) -> str:
        return sentence.format(
            total=hours(number(violation, "total_min")),
            day=day_name(problem, violation.days[0]),
            limit=hours(number(violation, "max_min")),
        )

    return words
