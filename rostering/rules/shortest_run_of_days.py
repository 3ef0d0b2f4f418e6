"""The shortest run of days in a row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._runs import runs
from rostering.rules.base import (
    Facts,
    Parameters,
    Rule,
    Strength,
    bound,
    broken,
    figure,
    fixed_duties,
    own_duties,
    read,
)
from rostering.rules.wording import count, day_name, number


@dataclass(frozen=True, slots=True)
class ShortestRunOfDays(Parameters):
    """At least ``min_days`` days of work in a row."""

    min_days: int = figure("policy_shortest_run_of_days")


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of work inside the rota that are too short."""
    min_days = read(ShortestRunOfDays, spec).min_days
    found = []
    for worker in bound(problem, spec, only):
        fixed = {duty.day for duty in fixed_duties(problem, worker)}
        for run in runs(fixed | {duty.day for duty in own_duties(problem, roster, worker)}):
            inside = run.start > 0 and run.stop < problem.days
            if inside and len(run) < min_days and not fixed.issuperset(run):
                facts: Facts = {"length": len(run), "min_days": min_days}
                found.append(
                    broken(spec, min_days - len(run), worker=worker.key, days=tuple(run), facts=facts)
                )
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how short the run is and from when."""
    length = count(number(violation, "length"), "day", "days")
    first = day_name(problem, violation.days[0])
    return f"Only {length} of work in a row from {first}. The least is {number(violation, 'min_days')}."


RULE = Rule(
    name="shortest_run_of_days",
    title="Short runs of work",
    statement=(
        "Whoever comes in works at least so many days in a row. A run that touches the border of "
        "the rota is not judged."
    ),
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day too few in a row", "days too few in a row"),
    parameters=ShortestRunOfDays,
)
