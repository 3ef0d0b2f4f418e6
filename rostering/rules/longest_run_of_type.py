"""The longest run of one type of duty."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._runs import excess
from rostering.rules._type_runs import off_limits, type_run_words
from rostering.rules.base import Parameters, Rule, Strength, of_types, read


@dataclass(frozen=True, slots=True)
class LongestRunOfType(Parameters):
    """At most so many days in a row on each shift type, as pairs (type, days)."""

    most: tuple[tuple[str, int], ...] = of_types()


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of duties of one type that are too long, unless they are wholly fixed."""
    limits = read(LongestRunOfType, spec).most
    return list(off_limits(problem, roster, spec, only, limits=limits, amount_of=excess))


def words(problem: Problem, violation: Violation) -> str:
    """Say how long the run is, of what and from when."""
    return type_run_words(problem, violation, "most")


RULE = Rule(
    name="longest_run_of_type",
    title="Duties of one type in a row",
    statement="Nobody works the same type of duty on more days in a row than is agreed, days before counted.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day too many of one type", "days too many of one type"),
    parameters=LongestRunOfType,
)
