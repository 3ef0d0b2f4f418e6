"""The longest run of nights in a row."""

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
class LongestRunOfNights(Parameters):
    """At most ``max_nights`` nights in a row."""

    max_nights: int = figure("policy_longest_run_of_nights")


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of nights that are too long, unless they are wholly fixed elsewhere."""
    max_nights = read(LongestRunOfNights, spec).max_nights
    found = []
    for worker in bound(problem, spec, only):
        fixed = {duty.day for duty in fixed_duties(problem, worker) if duty.is_night}
        own = {duty.day for duty in own_duties(problem, roster, worker) if duty.is_night}
        for run in runs(fixed | own):
            stretches = [range(day, day + max_nights + 1) for day in range(run.start, run.stop - max_nights)]
            amount = sum(not fixed.issuperset(stretch) for stretch in stretches)
            if amount:
                days = tuple(day for day in run if 0 <= day < problem.days)
                facts: Facts = {"length": len(run), "max_nights": max_nights, "first_day": run.start}
                found.append(broken(spec, amount, worker=worker.key, days=days, facts=facts))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how long the run of nights is and from when."""
    first = day_name(problem, number(violation, "first_day"))
    length, most = number(violation, "length"), number(violation, "max_nights")
    return f"{length} nights in a row from {first}. The most is {most}."


RULE = Rule(
    name="longest_run_of_nights",
    title="Nights in a row",
    statement="Nobody works more nights in a row than the team allows, work elsewhere counted.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("night too many in a row", "nights too many in a row"),
    parameters=LongestRunOfNights,
)
