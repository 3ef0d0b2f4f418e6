"""Caps on minutes over sets of days, shared by the rules that add up hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Violation, Worker
from rostering.rules.base import Duty, broken, fixed_duties, own_duties


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


def over_caps(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, caps: Sequence[Cap]
) -> Iterator[Violation]:
    """Yield a violation for each cap that this rota exceeds."""
    own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
    for cap in caps:
        total = minutes(own, cap.days) + minutes(fixed, cap.days)
        excess_min = total - effective_max(cap, fixed)
        if excess_min > 0:
            yield broken(
                spec,
                -(-excess_min // 60),
                worker=worker.key,
                days=tuple(day for day in cap.days if 0 <= day < problem.days),
                shifts=tuple(duty.shift.key for duty in own if duty.shift and duty.day in cap.days),
                facts={"total_min": total, "max_min": cap.max_min},
            )
