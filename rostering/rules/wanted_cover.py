"""The people that a demand would like to have."""

from __future__ import annotations

from rostering.problem import Stage
from rostering.rules._cover import cover_words, off_demand
from rostering.rules.base import Rule, Strength

RULE = Rule(
    name="wanted_cover",
    title="Wanted cover",
    statement="Every duty has as many people as the team would like.",
    source="team demand",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=off_demand(
        needed=lambda demand: demand.wanted,
        # Whoever is missing below the minimum counts for the minimum only.
        off=lambda demand, has: demand.wanted - max(has, demand.minimum),
        weight=lambda demand: demand.under_wanted,
    ),
    words=cover_words,
    unit=("person fewer than wanted", "people fewer than wanted"),
    per_person=False,
)
