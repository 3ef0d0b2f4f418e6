"""The shortest run of one type of duty."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._runs import shortage
from rostering.rules._type_runs import off_limits, type_run_words
from rostering.rules.base import Parameters, Rule, Strength, of_types, read


@dataclass(frozen=True, slots=True)
class ShortestRunOfType(Parameters):
    """At least so many days in a row on each shift type, as pairs (type, days)."""

    least: tuple[tuple[str, int], ...] = of_types()


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the runs of duties of one type that end inside the rota and are too short."""
    limits = read(ShortestRunOfType, spec).least
    return list(
        off_limits(
            problem,
            roster,
            spec,
            only,
            limits=limits,
            amount_of=lambda run, least, fixed: shortage(problem, spec, run, least, fixed),
        )
    )


def words(problem: Problem, violation: Violation) -> str:
    """Say how short the run is, of what and from when."""
    return type_run_words(problem, violation, "least")


RULE = Rule(
    name="shortest_run_of_type",
    title="Short runs of one type of duty",
    statement=(
        "Duties of one type come at least so many days in a row, for example two nights together. A run that "
        "goes on at the end of the rota is not judged."
    ),
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("day too few of one type", "days too few of one type"),
    parameters=ShortestRunOfType,
)
