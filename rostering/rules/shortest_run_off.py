"""The shortest run of days off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

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
from rostering.rules.wording import count, day_name, number


@dataclass(frozen=True, slots=True)
class ShortestRunOff(Parameters):
    """At least ``min_days`` days off in a row."""

    min_days: int = figure("policy_shortest_run_off")


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of days off inside the rota that are too short."""
    min_days = read(ShortestRunOff, spec).min_days
    found = []
    for worker in bound(problem, spec, only):
        fixed = {duty.day for duty in fixed_duties(problem, worker)}
        work = runs(fixed | {duty.day for duty in own_duties(problem, roster, worker)})
        for before, after in pairwise(work):
            off = range(before.stop, after.start)
            decided = not fixed.issuperset({off.start - 1, off.stop})
            if off.start > 0 and off.stop < problem.days and len(off) < min_days and decided:
                facts: Facts = {"length": len(off), "min_days": min_days}
                found.append(
                    broken(spec, min_days - len(off), worker=worker.key, days=tuple(off), facts=facts)
                )
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say how short the run of days off is and from when."""
    length = count(number(violation, "length"), "day", "days")
    first = day_name(problem, violation.days[0])
    return f"Only {length} off in a row from {first}. The least is {number(violation, 'min_days')}."


RULE = Rule(
    name="shortest_run_off",
    title="Short runs of days off",
    statement=(
        "Days off come at least so many in a row. A run that touches the border of the rota is not judged."
    ),
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day off too few in a row", "days off too few in a row"),
    parameters=ShortestRunOff,
)
