"""Night workers: the lawful hours in each 24 on average, opt-out or not."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Stage, Worker
from rostering.rules._average import DAYS_PER_WEEK, Window, average_words, over_average, windows
from rostering.rules.base import Parameters, Rule, Strength, figure

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


RULE = Rule(
    name="night_hours",
    title="Night workers' hours",
    statement=(
        "Whoever works at night as a matter of course keeps to the limit in each 24 hours, on average over "
        "the reference period. An opt-out does not lift it."
    ),
    source="Working Time Regulations 1998, regulation 6",
    counting="by the minute: the working time of each reference period (regulation 6(5))",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=over_average(NightHours, periods),
    words=average_words(
        "Night worker: would average {average} a week over {weeks} weeks. The limit is {limit}."
    ),
    unit=("hour over", "hours over"),
    parameters=NightHours,
)
