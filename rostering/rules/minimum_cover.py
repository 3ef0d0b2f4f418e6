"""The fewest people that a demand can do with."""

from __future__ import annotations

from rostering.problem import Stage
from rostering.rules._cover import cover_words, off_demand
from rostering.rules.base import Rule, Strength

RULE = Rule(
    name="minimum_cover",
    title="Minimum cover",
    statement=(
        "Every duty has at least the fewest people it can do with. This comes before everything "
        "that is not law."
    ),
    source="team demand",
    strength=Strength.FIRST,
    stage=Stage.TEAM_RULES,
    check=off_demand(
        applies=lambda demand: demand.minimum > 0,
        needed=lambda demand: demand.minimum,
        off=lambda demand, has: demand.minimum - has,
        weight=lambda demand: demand.under_minimum,
    ),
    words=cover_words,
    unit=("person short", "people short"),
    per_person=False,
)
