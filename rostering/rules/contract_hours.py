"""Contracted hours: the least and the most in each period."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import HoursPeriod, Problem, Stage, Violation
from rostering.rules._hours import OffLimit, PaidHours, each_period
from rostering.rules.base import Rule, Strength
from rostering.rules.wording import day_name, hours, number


@dataclass(frozen=True, slots=True)
class ContractHours(PaidHours):
    """Hours are counted in begun units of ``unit_min`` minutes (1 or more) when the rule is soft."""


def judge(period: HoursPeriod, total_min: int, fixed_min: int, _: ContractHours) -> OffLimit:
    """Return by how much paid hours are too few or too many; what is fixed is never held against them."""
    least = period.min_min or 0
    most = total_min if period.max_min is None else max(period.max_min, fixed_min)
    limit_min = least if total_min < least else most
    return max(least - total_min, total_min - most), {"total_min": total_min, "limit_min": limit_min}


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
    check=each_period(ContractHours, judge),
    words=words,
    unit=("hour off contract", "hours off contract"),
    parameters=ContractHours,
)
