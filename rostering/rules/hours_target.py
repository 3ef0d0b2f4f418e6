"""Contracted hours: as near to the target as can be."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import HoursPeriod, Problem, Stage, Violation
from rostering.rules._hours import OffLimit, PaidHours, each_period
from rostering.rules.base import Rule, Strength
from rostering.rules.wording import day_name, hours, number


@dataclass(frozen=True, slots=True)
class HoursTarget(PaidHours):
    """Distance beyond ``tolerance_min`` is counted in begun units of ``unit_min`` minutes (1 or more)."""

    tolerance_min: int = 0


def judge(period: HoursPeriod, total_min: int, fixed_min: int, parameters: HoursTarget) -> OffLimit:
    """Return by how much paid hours are further from the target than is tolerated."""
    del fixed_min
    if period.target_min is None:
        return 0, {}
    off_min = abs(total_min - period.target_min) - parameters.tolerance_min
    return off_min, {"total_min": total_min, "target_min": period.target_min}


def words(problem: Problem, violation: Violation) -> str:
    """Say how far the hours are from the target."""
    first, last = day_name(problem, violation.days[0]), day_name(problem, violation.days[-1])
    total, target = number(violation, "total_min"), number(violation, "target_min")
    which = "under" if total < target else "over"
    return f"{hours(abs(total - target))} {which} the {hours(target)} of {first} to {last}."


RULE = Rule(
    name="hours_target",
    title="Hours owed",
    statement="Everyone comes as near to their contracted hours as the rest allows.",
    source="employment contract",
    counting="by start: a duty is paid in the period in which it begins (employment contract, no law)",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_period(HoursTarget, judge),
    words=words,
    unit=("hour off target", "hours off target"),
    parameters=HoursTarget,
)
