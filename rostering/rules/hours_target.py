"""Contracted hours: as near to the target as can be."""

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
class HoursTarget(Parameters):
    """Distance beyond ``tolerance_min`` is counted in begun units of ``unit_min`` minutes (1 or more)."""

    unit_min: int = unit(60)
    tolerance_min: int = 0


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the periods whose paid hours are further from the target than is tolerated."""
    limits = read(HoursTarget, spec)
    found = []
    for worker in bound(problem, spec, only):
        duties = own_duties(problem, roster, worker) + fixed_duties(problem, worker)
        for period in worker.hours:
            if period.target_min is None:
                continue
            total_min = paid_min(duties, period)
            off_min = abs(total_min - period.target_min) - limits.tolerance_min
            if off_min > 0:
                facts: Facts = {"total_min": total_min, "target_min": period.target_min}
                days = tuple(range(period.from_day, period.to_day))
                amount = -(-off_min // limits.unit_min)
                found.append(broken(spec, amount, worker=worker.key, days=days, facts=facts))
    return found


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
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("hour off target", "hours off target"),
    parameters=HoursTarget,
)
