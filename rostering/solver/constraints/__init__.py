"""The CP-SAT twin of every rule of the catalogue, one a file under the same name.

A twin refuses pairs of person and duty beforehand (``refuses``), or adds to the model (``add``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rostering.problem import Problem, RuleSpec
from rostering.solver.constraints import (
    availability,
    average_hours,
    breaks,
    changes,
    contract_hours,
    daily_rest,
    eligibility,
    fairness,
    forbidden_successions,
    hours_target,
    locked,
    longest_run_of_days,
    longest_run_of_nights,
    minimum_cover,
    mutual_aid,
    night_hours,
    one_at_a_time,
    over_cover,
    pay,
    preferred_week,
    requests,
    required_skills,
    rest_after_nights,
    rest_between_jobs,
    shifts_of_type,
    shortest_run_of_days,
    shortest_run_off,
    supervision,
    travel,
    visa_hours,
    wanted_cover,
    weekends,
    weekly_rest,
    young_day,
    young_night,
    young_rest,
    young_week,
    young_weekly_rest,
)
from rostering.solver.model import Model

REFUSES: Final[Mapping[str, Callable[[Problem, RuleSpec], Iterator[tuple[str, str]]]]] = {
    "availability": availability.refuses,
    "breaks": breaks.refuses,
    "eligibility": eligibility.refuses,
    "required_skills": required_skills.refuses,
    "young_night": young_night.refuses,
}
ADDS: Final[Mapping[str, Callable[[Model, RuleSpec], None]]] = {
    "average_hours": average_hours.add,
    "changes": changes.add,
    "contract_hours": contract_hours.add,
    "daily_rest": daily_rest.add,
    "fairness": fairness.add,
    "forbidden_successions": forbidden_successions.add,
    "hours_target": hours_target.add,
    "locked": locked.add,
    "longest_run_of_days": longest_run_of_days.add,
    "longest_run_of_nights": longest_run_of_nights.add,
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
