"""The people that a demand would like to have."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._cover import cover, cover_words
from rostering.rules.base import Facts, Rule, Strength, broken


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the demands that have fewer people than wanted, counted from their minimum up."""
    del only
    found = []
    for demand in problem.demands:
        has = cover(problem, roster, demand)
        missing = demand.wanted - max(has, demand.minimum)
        if missing > 0:
            days = (problem.shift_of[demand.shifts[0]].day,)
            facts: Facts = {"has": has, "needed": demand.wanted}
            found.append(
                broken(
                    spec,
                    missing,
                    days=days,
                    shifts=demand.shifts,
                    demand=demand.key,
                    times=demand.under_wanted,
                    facts=facts,
                )
            )
    return found


RULE = Rule(
    name="wanted_cover",
    title="Wanted cover",
    statement="Every duty has as many people as the team would like.",
    source="team demand",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=cover_words,
    unit=("person fewer than wanted", "people fewer than wanted"),
    per_person=False,
)
