"""The shortest run of one type of duty."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._runs import TOO_SHORT, limits_of_types, run_words, too_short
from rostering.rules.base import Parameters, Rule, Strength, of_types


@dataclass(frozen=True, slots=True)
class ShortestRunOfType(Parameters):
    """At least so many days in a row on each shift type, as pairs (type, days)."""

    least: tuple[tuple[str, int], ...] = of_types()


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
    check=too_short(ShortestRunOfType, lambda limits: limits_of_types(limits.least)),
    words=run_words(TOO_SHORT, "day of {label}", "days of {label}"),
    unit=("day too few of one type", "days too few of one type"),
    parameters=ShortestRunOfType,
)
