"""Duties that may not follow each other from one day to the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules.base import Parameters, Rule, Strength, bound, broken, read
from rostering.rules.wording import duty_name


@dataclass(frozen=True, slots=True)
class ForbiddenSuccessions(Parameters):
    """``pairs`` of shift types (first, next day's) that are forbidden."""

    pairs: tuple[tuple[str, str], ...]


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the duties that follow one after which they are forbidden."""
    forbidden = set(read(ForbiddenSuccessions, spec).pairs)
    found = []
    for worker in bound(problem, spec, only):
        own = [problem.shift_of[key] for key in roster.shifts_of(worker.key)]
        for first in own:
            for second in own:
                pair = (first.type_key, second.type_key)
                if second.day == first.day + 1 and pair in forbidden:
                    keys = (first.key, second.key)
                    found.append(
                        broken(spec, 1, worker=worker.key, days=(first.day, second.day), shifts=keys)
                    )
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say which two duties may not follow each other."""
    first, second = (duty_name(problem, key) for key in violation.shifts)
    return f"{second[0].upper()}{second[1:]} may not follow {first}."


RULE = Rule(
    name="forbidden_successions",
    title="Forbidden sequences",
    statement="Some duties may not be followed by some others on the next day.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("forbidden sequence", "forbidden sequences"),
    parameters=ForbiddenSuccessions,
)
