"""Night workers: the lawful hours in each 24 on average, opt-out or not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._average import DAYS_PER_WEEK, Window, over_average, windows
from rostering.rules.base import Parameters, Rule, Strength, bound, figure, read
from rostering.rules.wording import hours, number

# The average leaves out the 24 hours of rest that belong to each week.
WORKING_DAYS_PER_WEEK = DAYS_PER_WEEK - 1


@dataclass(frozen=True, slots=True)
class NightHours(Parameters):
    """``max_day_min`` minutes in 24 hours on average over ``period_weeks`` weeks, rest days left out."""

    max_day_min: int = figure("wtr_night_max_average_day")
    period_weeks: int = figure("wtr_reference_period", least=1)


def periods(problem: Problem, worker: Worker, limits: NightHours) -> list[Window]:
    """Return the reference periods in which the rule binds a person."""
    if not worker.night_worker:
        return []
    return windows(
        problem,
        worker,
        limits.period_weeks,
        lambda days: limits.max_day_min * days * WORKING_DAYS_PER_WEEK // DAYS_PER_WEEK,
    )


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the reference periods whose average is above the limit."""
    limits = read(NightHours, spec)
    return [
        violation
        for worker in bound(problem, spec, only)
        for violation in over_average(problem, roster, spec, worker, periods(problem, worker, limits))
    ]


def words(problem: Problem, violation: Violation) -> str:
    """Say what the average would be and over how long."""
    average, limit = hours(number(violation, "average_min")), hours(number(violation, "limit_min"))
    weeks = number(violation, "span_days") // DAYS_PER_WEEK
    return f"Night worker: would average {average} a week over {weeks} weeks. The limit is {limit}."


RULE = Rule(
    name="night_hours",
    title="Night workers' hours",
    statement=(
        "Whoever works at night as a matter of course keeps to the limit in each 24 hours, on average over "
        "the reference period. An opt-out does not lift it."
    ),
    source="Working Time Regulations 1998, regulation 6",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=words,
    unit=("hour over", "hours over"),
    parameters=NightHours,
)
