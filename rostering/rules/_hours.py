"""Paid minutes in a period of the contract, and the frame of rules about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from rostering.problem import HoursPeriod, Problem, Roster, RuleSpec, Violation, Worker
from rostering.rules.base import (
    Check,
    Duty,
    Facts,
    Parameters,
    broken,
    each_person,
    fixed_duties,
    own_duties,
    unit,
)


@dataclass(frozen=True, slots=True)
class PaidHours(Parameters):
    """Paid minutes off their limit are counted in begun units of ``unit_min`` minutes (1 or more)."""

    unit_min: int = unit(60)


P = TypeVar("P", bound=PaidHours)

#: By how many minutes a period is off its limit (0 or less: it is not), with the facts for its sentence.
OffLimit: TypeAlias = tuple[int, Facts]


def paid_min(duties: Sequence[Duty], period: HoursPeriod) -> int:
    """Return the paid minutes of the duties that start in a period."""
    return sum(duty.paid_min for duty in duties if period.from_day <= duty.day < period.to_day)


def each_period(kind: type[P], judge: Callable[[HoursPeriod, int, int, P], OffLimit]) -> Check:
    """Return the check of a rule about the paid minutes of each period of the contract.

    ``judge(period, total_min, fixed_min, parameters)`` compares all paid minutes of a period, and those of
    fixed work alone, with what the period asks.
    """

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, parameters: P
    ) -> Iterator[Violation]:
        own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
        for period in worker.hours:
            fixed_min = paid_min(fixed, period)
            off_min, facts = judge(period, paid_min(own, period) + fixed_min, fixed_min, parameters)
            if off_min > 0:
                amount = -(-off_min // parameters.unit_min)
                days = tuple(range(period.from_day, period.to_day))
                yield broken(spec, amount, worker=worker.key, days=days, facts=facts)

    return each_person(kind, each)
