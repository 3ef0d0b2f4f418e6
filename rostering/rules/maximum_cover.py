"""The most people that a demand may have."""

from __future__ import annotations

from rostering.problem import Stage
from rostering.rules._cover import cover_words, off_demand
from rostering.rules.base import Rule, Strength

RULE = Rule(
    name="maximum_cover",
    title="Maximum cover",
    statement="No duty has more people than the most that is set for it.",
    source="team demand",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=off_demand(
        applies=lambda demand: demand.maximum is not None,
        needed=lambda demand: demand.maximum or 0,
        off=lambda demand, has: has - (has if demand.maximum is None else demand.maximum),
        weight=lambda _demand: 1,
    ),
    words=cover_words,
    unit=("person too many", "people too many"),
    per_person=False,
)
