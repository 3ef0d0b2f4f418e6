"""The shortest run of days off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._runs import run_broken, run_words, runs
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
class ShortestRunOff(Parameters):
    """At least ``min_days`` days off in a row."""

    min_days: int = figure("policy_shortest_run_off")


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of days off that end inside the rota and are too short."""
    min_days = read(ShortestRunOff, spec).min_days
    found = []
    for worker in bound(problem, spec, only):
        fixed = {duty.day for duty in fixed_duties(problem, worker)}
        work = runs(fixed | {duty.day for duty in own_duties(problem, roster, worker)})
        for before, after in pairwise(work):
            off = range(before.stop, after.start)
            decided = not fixed.issuperset({off.start - 1, off.stop})
            if off.stop < problem.days and len(off) < min_days and decided:
                found.append(run_broken(problem, spec, worker, off, min_days - len(off), min_days))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how short the run of days off is and from when."""
    return f"Only {run_words(problem, violation, 'day off', 'days off', 'least')}"


RULE = Rule(
    name="shortest_run_off",
    title="Short runs of days off",
    statement=(
        "Days off come at least so many in a row, days off before the rota counted. Days off at the end of "
        "the rota are not judged."
    ),
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day off too few in a row", "days off too few in a row"),
    parameters=ShortestRunOff,
)
