"""The longest run of days off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._runs import TOO_LONG, excess, run_broken, run_words, runs
from rostering.rules.base import (
    Parameters,
    Rule,
    Strength,
    each_person,
    fixed_duties,
    known_from,
    own_duties,
)


@dataclass(frozen=True, slots=True)
class LongestRunOff(Parameters):
    """At most ``max_days`` days off in a row."""

    max_days: int


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: LongestRunOff
) -> Iterator[Violation]:
    """Yield the runs of days off that are too long, days off before the rota counted."""
    both = own_duties(problem, roster, worker) + fixed_duties(problem, worker)
    worked, known = {duty.day for duty in both}, range(known_from(problem, worker), problem.days)
    for run in runs(set(known) - worked):
        amount = excess(run, limits.max_days, range(known.start, 0))
        if amount:
            yield run_broken(problem, spec, worker, run, amount, limits.max_days)


RULE = Rule(
    name="longest_run_off",
    title="Days off in a row",
    statement="Nobody is off for more days in a row than is agreed, days off before the rota counted.",
    source="team policy",
    counting="by start: a day is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_person(LongestRunOff, judge),
    words=run_words(TOO_LONG, "day off", "days off"),
    unit=("day off too many in a row", "days off too many in a row"),
    parameters=LongestRunOff,
)
