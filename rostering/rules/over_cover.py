"""More people than a demand wants."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._cover import cover, cover_words
from rostering.rules.base import Facts, Rule, Strength, broken


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the demands that have more people than wanted and mind it."""
    del only
    found = []
    for demand in problem.demands:
        has = cover(problem, roster, demand) if demand.over else 0
        if has > demand.wanted:
            days = (problem.shift_of[demand.shifts[0]].day,)
            facts: Facts = {"has": has, "needed": demand.wanted}
            found.append(
                broken(
                    spec,
                    has - demand.wanted,
                    days=days,
                    shifts=demand.shifts,
                    demand=demand.key,
                    times=demand.over,
                    facts=facts,
                )
            )
    return found


RULE = Rule(
    name="over_cover",
    title="Over cover",
    statement="No duty has more people than the team wants there.",
    source="team demand",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=cover_words,
    unit=("person more than wanted", "people more than wanted"),
    per_person=False,
)
