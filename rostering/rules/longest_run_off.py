"""The longest run of days off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._runs import excess, run_broken, run_words, runs
from rostering.rules.base import (
    Parameters,
    Rule,
    Strength,
    bound,
    fixed_duties,
    own_duties,
    read,
)


@dataclass(frozen=True, slots=True)
class LongestRunOff(Parameters):
    """At most ``max_days`` days off in a row."""

    max_days: int


def known_from(problem: Problem, worker: Worker) -> int:
    """Return the first day of which is known whether a person works it: 0, or that of work before day 0."""
    return min([0, *(duty.day for duty in fixed_duties(problem, worker))])


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of days off that are too long, days off before the rota counted."""
    max_days = read(LongestRunOff, spec).max_days
    found = []
    for worker in bound(problem, spec, only):
        both = own_duties(problem, roster, worker) + fixed_duties(problem, worker)
        worked, known = {duty.day for duty in both}, range(known_from(problem, worker), problem.days)
        for run in runs(set(known) - worked):
            amount = excess(run, max_days, range(known.start, 0))
            if amount:
                found.append(run_broken(problem, spec, worker, run, amount, max_days))
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how long the run of days off is and from when."""
    return run_words(problem, violation, "day off", "days off", "most")


RULE = Rule(
    name="longest_run_off",
    title="Days off in a row",
    statement="Nobody is off for more days in a row than is agreed, days off before the rota counted.",
    source="team policy",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day off too many in a row", "days off too many in a row"),
    parameters=LongestRunOff,
)
