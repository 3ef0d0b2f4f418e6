"""The longest run of days in a row."""

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
from rostering.rules.wording import day_name, number


@dataclass(frozen=True, slots=True)
class LongestRunOfDays(Parameters):
    """At most ``max_days`` days in a row."""

    max_days: int = figure("policy_longest_run_of_days")


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of days that are too long, unless they are wholly fixed elsewhere."""
    max_days = read(LongestRunOfDays, spec).max_days
    found = []
    for worker in bound(problem, spec, only):
        fixed = {duty.day for duty in fixed_duties(problem, worker)}
        for run in runs(fixed | {duty.day for duty in own_duties(problem, roster, worker)}):
            stretches = [range(day, day + max_days + 1) for day in range(run.start, run.stop - max_days)]
            amount = sum(not fixed.issuperset(stretch) for stretch in stretches)
            if amount:
                days = tuple(day for day in run if 0 <= day < problem.days)
                facts: Facts = {"length": len(run), "max_days": max_days, "first_day": run.start}
                found.append(broken(spec, amount, worker=worker.key, days=days, facts=facts))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how long the run is and from when."""
    first = day_name(problem, number(violation, "first_day"))
    length, most = number(violation, "length"), number(violation, "max_days")
    return f"{length} days in a row from {first}. The most is {most}."


RULE = Rule(
    name="longest_run_of_days",
    title="Days in a row",
    statement="Nobody works more days in a row than the team allows, work elsewhere counted.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day too many in a row", "days too many in a row"),
    parameters=LongestRunOfDays,
)
