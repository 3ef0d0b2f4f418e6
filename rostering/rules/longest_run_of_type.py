"""The longest run of one type of duty."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._runs import TOO_LONG, limits_of_types, run_words, too_long
from rostering.rules.base import Parameters, Rule, Strength, of_types


@dataclass(frozen=True, slots=True)
class LongestRunOfType(Parameters):
    """At most so many days in a row on each shift type, as pairs (type, days)."""

    most: tuple[tuple[str, int], ...] = of_types()


RULE = Rule(
    name="longest_run_of_type",
    title="Duties of one type in a row",
    statement="Nobody works the same type of duty on more days in a row than is agreed, days before counted.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=too_long(LongestRunOfType, lambda limits: limits_of_types(limits.most)),
    words=run_words(TOO_LONG, "day of {label}", "days of {label}"),
    unit=("day too many of one type", "days too many of one type"),
    parameters=LongestRunOfType,
)
