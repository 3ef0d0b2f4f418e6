"""The longest run of nights in a row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._runs import excess, run_broken, run_words, runs
from rostering.rules.base import (
    Parameters,
    Rule,
    Strength,
    bound,
    figure,
    fixed_duties,
    own_duties,
    read,
)


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
            amount = excess(run, max_nights, fixed)
            if amount:
                found.append(run_broken(problem, spec, worker, run, amount, max_nights))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how long the run of nights is and from when."""
    return run_words(problem, violation, "night", "nights", "most")


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
