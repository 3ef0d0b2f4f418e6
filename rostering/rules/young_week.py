"""The longest working week under 18, all jobs together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._sums import Cap, over_caps
from rostering.rules.base import Parameters, Rule, Strength, bound, figure, is_young, read
from rostering.rules.wording import day_name, hours, number


@dataclass(frozen=True, slots=True)
class YoungWeek(Parameters):
    """``max_min`` working minutes in a week from Monday."""

    max_min: int = figure("wtr_young_max_week")


def caps(problem: Problem, worker: Worker, limits: YoungWeek) -> list[Cap]:
    """Return the weeks with the most minutes that a person may work in each."""
    found = []
    for week in problem.weeks():
        young = [day for day in week if is_young(worker, day)]
        if young:
            found.append(Cap(range(young[0], young[-1] + 1), limits.max_min))
    return found


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the weeks with too many hours."""
    limits = read(YoungWeek, spec)
    found: list[Violation] = []
    for worker in bound(problem, spec, only):
        found += over_caps(problem, roster, spec, worker, caps(problem, worker, limits))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how many hours there would be and how many there may be."""
    total, most = hours(number(violation, "total_min")), hours(number(violation, "max_min"))
    return (
        f"Under 18: {total} in the week of {day_name(problem, violation.days[0])}, all jobs counted. "
        f"The limit is {most}."
    )


RULE = Rule(
    name="young_week",
    title="Working week under 18",
    statement="People under 18 work no more than the limit in any week, all jobs added; nothing is averaged.",
    source="Working Time Regulations 1998, regulation 5A",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=words,
    unit=("hour over", "hours over"),
    parameters=YoungWeek,
)
