"""The weekly hours that a visa allows."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._sums import Cap, over_caps
from rostering.rules.base import Rule, Strength, bound
from rostering.rules.wording import day_name, hours, number


def caps(problem: Problem, worker: Worker) -> list[Cap]:
    """Return the weeks with the most minutes that a person may work in each."""
    found = []
    for week in problem.weeks():
        for cap in worker.week_caps:
            if cap.from_day < week.stop and (cap.to_day is None or cap.to_day > week.start):
                found.append(Cap(week, cap.max_min))
    return found


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the weeks with too many hours."""
    found: list[Violation] = []
    for worker in bound(problem, spec, only):
        found += over_caps(problem, roster, spec, worker, caps(problem, worker))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how many hours there would be and how many there may be."""
    total, most = hours(number(violation, "total_min")), hours(number(violation, "max_min"))
    week = day_name(problem, violation.days[0])
    return f"{total} in the week of {week}, all jobs counted. The visa allows {most}."


RULE = Rule(
    name="visa_hours",
    title="Visa hours",
    statement="Nobody works more hours in a week than their visa allows, all jobs together.",
    source="right to work conditions",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=words,
    unit=("hour over", "hours over"),
)
