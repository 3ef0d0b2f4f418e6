"""Contracted hours: the least and the most in each period."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._hours import paid_min
from rostering.rules.base import (
    Facts,
    Parameters,
    Rule,
    Strength,
    bound,
    broken,
    fixed_duties,
    own_duties,
    read,
    unit,
)
from rostering.rules.wording import day_name, hours, number


@dataclass(frozen=True, slots=True)
class ContractHours(Parameters):
    """Hours are counted in begun units of ``unit_min`` minutes (1 or more) when the rule is soft."""

    unit_min: int = unit(60)


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the periods with too few or too many paid hours; what is fixed is never held against them."""
    unit_min = read(ContractHours, spec).unit_min
    found = []
    for worker in bound(problem, spec, only):
        fixed = fixed_duties(problem, worker)
        duties = own_duties(problem, roster, worker) + fixed
        for period in worker.hours:
            total_min, fixed_min = paid_min(duties, period), paid_min(fixed, period)
            least = period.min_min or 0
            most = total_min if period.max_min is None else max(period.max_min, fixed_min)
            off_min = max(least - total_min, total_min - most)
            if off_min > 0:
                facts: Facts = {"total_min": total_min, "limit_min": least if total_min < least else most}
                days = tuple(range(period.from_day, period.to_day))
                found.append(broken(spec, -(-off_min // unit_min), worker=worker.key, days=days, facts=facts))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how many hours there are and how many there should be."""
    first, last = day_name(problem, violation.days[0]), day_name(problem, violation.days[-1])
    total, limit = number(violation, "total_min"), number(violation, "limit_min")
    which = "least" if total < limit else "most"
    return f"{hours(total)} from {first} to {last}. The {which} by contract is {hours(limit)}."


RULE = Rule(
    name="contract_hours",
    title="Contracted hours",
    statement=(
        "Everyone gets at least their contracted least and at most their contracted most in each period."
    ),
    source="employment contract",
    strength=Strength.TEAM,
    stage=Stage.LAW,
    check=check,
    words=words,
    unit=("hour off contract", "hours off contract"),
    parameters=ContractHours,
)
