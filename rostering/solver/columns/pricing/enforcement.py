"""How the column engine enforces each rule of the catalogue.

Every rule in force is in one of five classes, per problem and by this table alone, never by where the problem
comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules import RULES


class Enforcement(StrEnum):
    """Where a rule is enforced."""

    PRICING = "pricing"
    """Exactly, by the states and costs of the pricing graph."""
    COUNTED = "counting"
    """Exactly, by counting in the pricing graph what a roster exceeds; where that would make the graph too
    large, by a Lagrangian multiplier, which keeps the bound valid but can leave a gap."""
    ROWS = "rows"
    """By rows of the master problem, because it ties people together."""
    CHECKED = "checked"
    """By the check of what was priced. An unbroken rest is held by the graph from when a roster lacks it; an
    average with leave in it is left out, so that the bound stays valid."""
    CP_SAT = "cp-sat"
    """Only by CP-SAT; the column engine gives a bound and neighbourhoods, not rosters of its own."""


ENFORCEMENT: Final[Mapping[str, Enforcement]] = {
    "one_at_a_time": Enforcement.PRICING,
    "locked": Enforcement.PRICING,
    "required_skills": Enforcement.PRICING,
    "eligibility": Enforcement.PRICING,
    "availability": Enforcement.PRICING,
    "breaks": Enforcement.PRICING,
    "young_night": Enforcement.PRICING,
    "daily_rest": Enforcement.PRICING,
    "rest_between_jobs": Enforcement.PRICING,
    "young_day": Enforcement.PRICING,
    "young_rest": Enforcement.PRICING,
    "forbidden_successions": Enforcement.PRICING,
    "longest_run_of_days": Enforcement.PRICING,
    "longest_run_of_nights": Enforcement.PRICING,
    "longest_run_of_type": Enforcement.PRICING,
    "longest_run_off": Enforcement.PRICING,
    "rest_after_nights": Enforcement.PRICING,
    "days_off_after_nights": Enforcement.PRICING,
    "unwanted_patterns": Enforcement.PRICING,
    "same_shift_on_weekend": Enforcement.PRICING,
    "longest_run_of_weekends": Enforcement.PRICING,
    "shortest_run_of_weekends": Enforcement.PRICING,
    "shortest_run_of_days": Enforcement.PRICING,
    "shortest_run_of_type": Enforcement.PRICING,
    "shortest_run_off": Enforcement.PRICING,
    "weekends": Enforcement.PRICING,
    "complete_weekends": Enforcement.PRICING,
    "contract_hours": Enforcement.PRICING,
    "hours_target": Enforcement.PRICING,
    "requests": Enforcement.PRICING,
    "preferred_week": Enforcement.PRICING,
    "mutual_aid": Enforcement.PRICING,
    "travel": Enforcement.PRICING,
    "pay": Enforcement.PRICING,
    "changes": Enforcement.PRICING,
    "shifts_of_type": Enforcement.COUNTED,
    "visa_hours": Enforcement.COUNTED,
    "young_week": Enforcement.COUNTED,
    "average_hours": Enforcement.COUNTED,
    "night_hours": Enforcement.COUNTED,
    "fairness": Enforcement.COUNTED,
    "minimum_cover": Enforcement.ROWS,
    "wanted_cover": Enforcement.ROWS,
    "over_cover": Enforcement.ROWS,
    "maximum_cover": Enforcement.ROWS,
    "supervision": Enforcement.ROWS,
}


def enforcement_of_rules(problem: Problem) -> dict[str, Enforcement]:
    """Return where each rule in force is enforced, by `RuleSpec.name`."""
    enforcement = {}
    for spec in problem.rules:
        otherwise = Enforcement.CHECKED if RULES[spec.rule].per_person else Enforcement.CP_SAT
        enforcement[spec.name] = ENFORCEMENT.get(spec.rule, otherwise)
    return enforcement


def specs_for(problem: Problem, worker: Worker, rules: Iterable[str]) -> list[RuleSpec]:
    """Return the rules in force of these names that bind a person."""
    names = set(rules)
    return [
        spec
        for spec in problem.rules
        if spec.rule in names and (spec.workers is None or worker.key in spec.workers)
    ]
