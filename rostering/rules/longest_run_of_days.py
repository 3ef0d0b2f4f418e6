"""The longest run of days in a row."""

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
            amount = excess(run, max_days, fixed)
            if amount:
                found.append(run_broken(problem, spec, worker, run, amount, max_days))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how long the run is and from when."""
    return run_words(problem, violation, "day", "days", "most")


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
