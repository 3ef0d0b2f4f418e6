"""Which rules of the catalogue the pricing of one person's roster holds, and how.

Every rule in force is put into one of five classes, per problem and by this table alone, never by where the
problem comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules import RULES


class Held(StrEnum):
    """How the column engine holds a rule."""

    PRICING = "pricing"
    """Exactly, by the graph in which one person's roster is priced."""
    COUNTED = "counting"
    """Exactly, by counting in the graph what a roster exceeds; where that would make the graph too large, by
    a price on it, which keeps the bound valid but can leave a gap."""
    ROWS = "rows"
    """By rows of the master problem, because it ties people together."""
    CHECKED = "checked"
    """By the check of what was priced. An unbroken rest is held by the graph from when a roster lacks it; an
    average with leave in it is left out, so that the bound stays valid."""
    CP_SAT = "cp-sat"
    """Only by CP-SAT; the column engine gives a bound and neighbourhoods, not rosters of its own."""


HELD: Final[Mapping[str, Held]] = {
    "one_at_a_time": Held.PRICING,
    "locked": Held.PRICING,
    "required_skills": Held.PRICING,
    "eligibility": Held.PRICING,
    "availability": Held.PRICING,
    "breaks": Held.PRICING,
    "young_night": Held.PRICING,
    "daily_rest": Held.PRICING,
    "rest_between_jobs": Held.PRICING,
    "young_day": Held.PRICING,
    "young_rest": Held.PRICING,
    "forbidden_successions": Held.PRICING,
    "longest_run_of_days": Held.PRICING,
    "longest_run_of_nights": Held.PRICING,
    "longest_run_of_type": Held.PRICING,
    "longest_run_off": Held.PRICING,
    "rest_after_nights": Held.PRICING,
    "shortest_run_of_days": Held.PRICING,
    "shortest_run_of_type": Held.PRICING,
    "shortest_run_off": Held.PRICING,
    "weekends": Held.PRICING,
    "complete_weekends": Held.PRICING,
    "contract_hours": Held.PRICING,
    "hours_target": Held.PRICING,
    "requests": Held.PRICING,
    "preferred_week": Held.PRICING,
    "mutual_aid": Held.PRICING,
    "travel": Held.PRICING,
    "pay": Held.PRICING,
    "changes": Held.PRICING,
    "shifts_of_type": Held.COUNTED,
    "visa_hours": Held.COUNTED,
    "young_week": Held.COUNTED,
    "average_hours": Held.COUNTED,
    "night_hours": Held.COUNTED,
    "fairness": Held.COUNTED,
    "minimum_cover": Held.ROWS,
    "wanted_cover": Held.ROWS,
    "over_cover": Held.ROWS,
    "supervision": Held.ROWS,
}


def held(problem: Problem) -> dict[str, Held]:
    """Return how each rule in force is held, by `RuleSpec.name`."""
    found = {}
    for spec in problem.rules:
        per_person = RULES[spec.rule].per_person
        found[spec.name] = HELD.get(spec.rule, Held.CHECKED if per_person else Held.CP_SAT)
    return found


def binding(problem: Problem, worker: Worker, rules: Iterable[str]) -> list[RuleSpec]:
    """Return the rules in force of these names that bind a person."""
    names = set(rules)
    return [
        spec
        for spec in problem.rules
        if spec.rule in names and (spec.workers is None or worker.key in spec.workers)
    ]
