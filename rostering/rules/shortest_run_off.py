"""The shortest run of days off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._runs import TOO_SHORT, run_broken, run_words, runs
from rostering.rules.base import (
    Parameters,
    Rule,
    Strength,
    each_person,
    figure,
    fixed_duties,
    own_duties,
)


@dataclass(frozen=True, slots=True)
class ShortestRunOff(Parameters):
    """At least ``min_days`` days off in a row."""

    min_days: int = figure("policy_shortest_run_off")


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: ShortestRunOff
) -> Iterator[Violation]:
    """Yield the runs of days off that end inside the rota and are too short."""
    fixed = {duty.day for duty in fixed_duties(problem, worker)}
    work = runs(fixed | {duty.day for duty in own_duties(problem, roster, worker)})
    for before, after in pairwise(work):
        off = range(before.stop, after.start)
        decided = not fixed.issuperset({off.start - 1, off.stop})
        missing = limits.min_days - len(off)
        if off.stop < problem.days and missing > 0 and decided:
            yield run_broken(problem, spec, worker, off, missing, limits.min_days)


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
    check=each_person(ShortestRunOff, judge),
    words=run_words(f"Only {TOO_SHORT}", "day off", "days off"),
    unit=("day off too few in a row", "days off too few in a row"),
    parameters=ShortestRunOff,
)
