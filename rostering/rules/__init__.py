"""The rule catalogue: what a rota is judged by, one rule a file, in plain Python.

Each rule has a twin of the same name in ``rostering.solver.constraints``. The figures of law and policy are
data in ``figures.toml``; they reach a rule through the parameters of a `rostering.problem.RuleSpec`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from importlib import import_module
from typing import Final

from rostering.problem import Problem, ProblemError, Roster, RuleSpec, Stage, Violation
from rostering.rules.base import Parameters, Rule, Strength, check_spec

__all__ = [
    "RULES",
    "Parameters",
    "Rule",
    "Strength",
    "check_rule",
    "check_specs",
    "figures_of",
    "rule_of",
    "sentence",
    "spec_from_figures",
    "stage_of",
]

#: Every rule, in the order in which people read about them; each is the ``RULE`` of the file of its name.
NAMES: Final = (
    "one_at_a_time",
    "split_duties",
    "locked",
    "required_skills",
    "eligibility",
    "availability",
    "average_hours",
    "night_hours",
    "daily_rest",
    "rest_in_24_hours",
    "weekly_rest",
    "breaks",
    "young_day",
    "young_week",
    "young_night",
    "young_rest",
    "young_rest_in_24_hours",
    "young_weekly_rest",
    "visa_hours",
    "contract_hours",
    "supervision",
    "rest_between_jobs",
    "longest_run_of_days",
    "longest_run_of_nights",
    "rest_after_nights",
    "days_off_after_nights",
    "weekends",
    "complete_weekends",
    "same_shift_on_weekend",
    "longest_run_of_weekends",
    "shortest_run_of_weekends",
    "forbidden_successions",
    "unwanted_patterns",
    "shifts_of_type",
    "shortest_run_of_days",
    "shortest_run_off",
    "travel",
    "longest_run_of_type",
    "shortest_run_of_type",
    "minimum_cover",
    "wanted_cover",
    "over_cover",
    "maximum_cover",
    "requests",
    "preferred_week",
    "longest_run_off",
    "hours_target",
    "fairness",
    "mutual_aid",
    "pay",
    "changes",
)


RULES: Final[Mapping[str, Rule]] = {name: import_module(f"{__name__}.{name}").RULE for name in NAMES}


def rule_of(spec: RuleSpec) -> Rule:
    """Return the rule of a spec; raise ProblemError when there is none or it is set as it may not be."""
    place = f"rules[{spec.name}]"
    if spec.rule not in RULES:
        raise ProblemError(f"{place}.rule", f"there is no rule {spec.rule!r}")
    rule = RULES[spec.rule]
    if rule.strength is Strength.LAW and not spec.hard:
        raise ProblemError(f"{place}.hard", "the law does not let a team bend this rule")
    if rule.strength is Strength.AIM and spec.hard:
        raise ProblemError(f"{place}.hard", "this is an aim and cannot be made compulsory")
    return rule


def check_specs(problem: Problem) -> None:
    """Raise ProblemError for the first rule in force that is unknown or set as it may not be."""
    for spec in problem.rules:
        check_spec(problem, spec, rule_of(spec).parameters)


def check_rule(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return where a roster breaks one rule in force; with ``only``, as far as it is about these people."""
    return rule_of(spec).check(problem, roster, spec, only)


def sentence(problem: Problem, violation: Violation) -> str:
    """Return a violation in plain words, without the name of the person it is about."""
    return RULES[violation.rule].words(problem, violation)


def stage_of(violation: Violation) -> Stage:
    """Return the step of the candidate funnel at which a violation counts."""
    stage = violation.facts.get("stage")
    return Stage(str(stage)) if stage else RULES[violation.rule].stage


def figures_of(rule: Rule) -> dict[str, str]:
    """Return which figure each parameter of a rule takes its value from, by parameter name."""
    return {
        parameter.name: parameter.metadata["figure"]
        for parameter in fields(rule.parameters)
        if "figure" in parameter.metadata
    }


def spec_from_figures(
    name: str,
    figures: Mapping[str, int],
    *,
    hard: bool = True,
    weight: int = 0,
    workers: tuple[str, ...] | None = None,
    key: str = "",
) -> RuleSpec:
    """Return a rule in force with the figures it names as parameters; raise KeyError if one is missing."""
    params = {parameter: figures[figure] for parameter, figure in figures_of(RULES[name]).items()}
    return RuleSpec(rule=name, hard=hard, weight=weight, params=params, workers=workers, key=key)
