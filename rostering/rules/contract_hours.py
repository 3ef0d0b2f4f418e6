"""Contracted hours: the least and the most in each period."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import HoursPeriod, Problem, Stage, Violation
from rostering.rules._hours import OffLimit, PaidHours, each_period
from rostering.rules.base import Rule, Strength
from rostering.rules.wording import day_name, hours, number


@dataclass(frozen=True, slots=True)
class ContractHours(PaidHours):
    """Hours are counted in begun units of ``unit_min`` minutes (1 or more) when the rule is soft.

    ``judges_least`` and ``judges_most`` say which limits it looks at, so that these can have weights of their
    own.
    """

    judges_least: bool = True
    judges_most: bool = True

    def range_of(self, period: HoursPeriod) -> tuple[int, int | None]:
        """Return the least and the most minutes of a period, as far as it looks at them."""
        least = period.min_min if self.judges_least else None
        return least or 0, period.max_min if self.judges_most else None


def judge(period: HoursPeriod, total_min: int, fixed_min: int, limits: ContractHours) -> OffLimit:
    """Return by how much paid hours are too few or too many; what is fixed is never held against them."""
    least, limit = limits.range_of(period)
    most = total_min if limit is None else max(limit, fixed_min)
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
    counting="by start: a duty is paid in the period in which it begins (employment contract, no law)",
    strength=Strength.TEAM,
    stage=Stage.LAW,
    check=each_period(ContractHours, judge),
    words=words,
    unit=("hour off contract", "hours off contract"),
    parameters=ContractHours,
)
