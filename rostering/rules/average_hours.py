"""At most the lawful working week on average, every employer, the past and leave counted."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Stage, Worker
from rostering.rules._average import DAYS_PER_WEEK, Window, average_words, over_average, windows
from rostering.rules.base import Parameters, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class AverageHours(Parameters):
    """``max_week_min`` working minutes a week on average over ``period_weeks`` weeks."""

    max_week_min: int = figure("wtr_max_average_week")
    period_weeks: int = figure("wtr_reference_period", least=1)


def periods(problem: Problem, worker: Worker, limits: AverageHours) -> list[Window]:
    """Return the reference periods in which the rule binds a person."""
    if worker.opted_out:
        return []
    periods = windows(
        problem, worker, limits.period_weeks, lambda days: limits.max_week_min * days // DAYS_PER_WEEK
    )
    return [period for period in periods if not _is_lifted(worker, period.end_day - 1)]


def _is_lifted(worker: Worker, last_day: int) -> bool:
    """Return whether an opt-out holds on the last day of a reference period."""
    return any(
        opt_out.from_day <= last_day and (opt_out.to_day is None or last_day < opt_out.to_day)
        for opt_out in worker.opt_outs
    )


RULE = Rule(
    name="average_hours",
    title="Average working week",
    statement=(
        "Working time of every job together, averaged over the reference period, stays within the limit. "
        "Days of leave and sickness are made up for by the days worked after the period. "
        "An opt-out lifts the limit for reference periods that end while it holds."
    ),
    source="Working Time Regulations 1998, regulation 4",
    counting="by the minute: the working time of each reference period (regulation 4(6))",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=over_average(AverageHours, periods),
    words=average_words(
        "Would average {average} a week over {weeks} weeks, all jobs counted. The limit is {limit}."
    ),
    unit=("hour over", "hours over"),
    parameters=AverageHours,
)
