"""The shortest run of days in a row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._runs import run_broken, run_words, runs, shortage
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
class ShortestRunOfDays(Parameters):
    """At least ``min_days`` days of work in a row.

    ``past_known=False`` says that the days before are not known: a run that touches day 0 is not judged.
    """

    min_days: int = figure("policy_shortest_run_of_days")
    past_known: bool = True


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of work that end inside the rota and are too short."""
    limits = read(ShortestRunOfDays, spec)
    found = []
    for worker in bound(problem, spec, only):
        fixed = {duty.day for duty in fixed_duties(problem, worker)}
        for run in runs(fixed | {duty.day for duty in own_duties(problem, roster, worker)}):
            missing = shortage(problem, spec, run, limits.min_days, fixed, past_known=limits.past_known)
            if missing:
                found.append(run_broken(problem, spec, worker, run, missing, limits.min_days))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how short the run is and from when."""
    return f"Only {run_words(problem, violation, 'day of work', 'days of work', 'least')}"


RULE = Rule(
    name="shortest_run_of_days",
    title="Short runs of work",
    statement=(
        "Whoever comes in works at least so many days in a row, days before the rota counted. A run that "
        "goes on at the end of the rota is not judged."
    ),
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day too few in a row", "days too few in a row"),
    parameters=ShortestRunOfDays,
)
