"""The fewest people that a demand can do with."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._cover import cover, cover_words
from rostering.rules.base import Facts, Rule, Strength, broken


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the demands that have fewer people than their minimum."""
    del only
    found = []
    for demand in problem.demands:
        has = cover(problem, roster, demand) if demand.minimum else 0
        if has < demand.minimum:
            days = (problem.shift_of[demand.shifts[0]].day,)
            facts: Facts = {"has": has, "needed": demand.minimum}
            found.append(
                broken(
                    spec,
                    demand.minimum - has,
                    days=days,
                    shifts=demand.shifts,
                    demand=demand.key,
                    times=demand.under_minimum,
                    facts=facts,
                )
            )
    return found


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
    check=check,
    words=cover_words,
    unit=("person short", "people short"),
    per_person=False,
)
