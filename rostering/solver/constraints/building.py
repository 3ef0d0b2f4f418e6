"""Builds the CP-SAT model of a problem from the twins of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rostering.problem import Problem, RuleSpec
from rostering.solver.constraints import (
    average_hours,
    changes,
    complete_weekends,
    contract_hours,
    daily_rest,
    fairness,
    forbidden_successions,
    hours_target,
    locked,
    longest_run_of_days,
    longest_run_of_nights,
    longest_run_of_type,
    longest_run_off,
    minimum_cover,
    mutual_aid,
    night_hours,
    one_at_a_time,
    over_cover,
    pay,
    preferred_week,
    requests,
    rest_after_nights,
    rest_between_jobs,
    shifts_of_type,
    shortest_run_of_days,
    shortest_run_of_type,
    shortest_run_off,
    supervision,
    travel,
    visa_hours,
    wanted_cover,
    weekends,
    weekly_rest,
    young_day,
    young_rest,
    young_week,
    young_weekly_rest,
)
from rostering.solver.constraints.model import Model
from rostering.solver.constraints.refusals import refused_pairs

ADDS: Final[Mapping[str, Callable[[Model, RuleSpec], None]]] = {
    "average_hours": average_hours.add,
    "changes": changes.add,
    "complete_weekends": complete_weekends.add,
    "contract_hours": contract_hours.add,
    "daily_rest": daily_rest.add,
    "fairness": fairness.add,
    "forbidden_successions": forbidden_successions.add,
    "hours_target": hours_target.add,
    "locked": locked.add,
    "longest_run_of_days": longest_run_of_days.add,
    "longest_run_of_nights": longest_run_of_nights.add,
    "longest_run_of_type": longest_run_of_type.add,
    "longest_run_off": longest_run_off.add,
    "minimum_cover": minimum_cover.add,
    "mutual_aid": mutual_aid.add,
    "night_hours": night_hours.add,
    "one_at_a_time": one_at_a_time.add,
    "over_cover": over_cover.add,
    "pay": pay.add,
    "preferred_week": preferred_week.add,
    "requests": requests.add,
    "rest_after_nights": rest_after_nights.add,
    "rest_between_jobs": rest_between_jobs.add,
    "shifts_of_type": shifts_of_type.add,
    "shortest_run_of_days": shortest_run_of_days.add,
    "shortest_run_of_type": shortest_run_of_type.add,
    "shortest_run_off": shortest_run_off.add,
    "supervision": supervision.add,
    "travel": travel.add,
    "visa_hours": visa_hours.add,
    "wanted_cover": wanted_cover.add,
    "weekends": weekends.add,
    "weekly_rest": weekly_rest.add,
    "young_day": young_day.add,
    "young_rest": young_rest.add,
    "young_week": young_week.add,
    "young_weekly_rest": young_weekly_rest.add,
}


def build(problem: Problem, should_stop: Callable[[], bool]) -> Model:
    """Return the model of a problem; raise StopRequested when asked to stop meanwhile."""
    model = Model(problem, refused_pairs(problem, should_stop), should_stop)
    add_rules(model, problem.rules)
    return model


def add_rules(model: Model, specs: Iterable[RuleSpec]) -> None:
    """Add rules to a model, minimum cover before those that build on it."""
    for spec in sorted(specs, key=lambda spec: spec.rule != "minimum_cover"):
        if spec.rule in ADDS:
            ADDS[spec.rule](model, spec)
