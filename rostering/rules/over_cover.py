"""More people than a demand wants."""

from __future__ import annotations

from rostering.problem import Stage
from rostering.rules._cover import cover_words, off_demand
from rostering.rules.base import Rule, Strength

RULE = Rule(
    name="over_cover",
    title="Over cover",
    statement="No duty has more people than the team wants there.",
    source="team demand",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=off_demand(
        applies=lambda demand: demand.over > 0,
        needed=lambda demand: demand.wanted,
        off=lambda demand, has: has - demand.wanted,
        weight=lambda demand: demand.over,
    ),
    words=cover_words,
    unit=("person more than wanted", "people more than wanted"),
    per_person=False,
)
