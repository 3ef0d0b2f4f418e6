"""The shortest run of days off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._runs import TOO_SHORT, run_broken, run_words, runs
from rostering.rules.base import (
    Parameters,
    Rule,
    Strength,
    each_person,
    figure,
    fixed_duties,
    known_from,
    own_duties,
)


@dataclass(frozen=True, slots=True)
class ShortestRunOff(Parameters):
    """At least ``min_days`` days off in a row.

    ``standalone`` says that nothing comes before or after the rota: days off from its first day on, or up to
    its last, are judged as they are.
    """

    min_days: int = figure("policy_shortest_run_off")
    standalone: bool = False


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: ShortestRunOff
) -> Iterator[Violation]:
    """Yield the runs of days off that end inside the rota and are too short."""
    fixed = {duty.day for duty in fixed_duties(problem, worker)}
    worked = fixed | {duty.day for duty in own_duties(problem, roster, worker)}
    known = range(known_from(problem, worker), problem.days)
    for off in runs(set(known) - worked):
        borders = {off.start - 1, off.stop}.intersection(known)
        ends_inside = len(borders) == 2 or limits.standalone
        missing = limits.min_days - len(off)
        if ends_inside and missing > 0 and not fixed.issuperset(borders):
            yield run_broken(problem, spec, worker, off, missing, limits.min_days)


RULE = Rule(
    name="shortest_run_off",
    title="Short runs of days off",
    statement=(
        "Days off come at least so many in a row, days off before the rota counted. Days off at the end of "
        "the rota are not judged."
    ),
    source="team policy",
    counting="by start: a day is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(ShortestRunOff, judge),
    words=run_words(f"Only {TOO_SHORT}", "day off", "days off"),
    unit=("day off too few in a row", "days off too few in a row"),
    parameters=ShortestRunOff,
)
