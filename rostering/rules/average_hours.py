"""At most the lawful working week on average, every employer, the past and leave counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._average import DAYS_PER_WEEK, Window, over_average, windows
from rostering.rules.base import Parameters, Rule, Strength, bound, figure, read
from rostering.rules.wording import hours, number


@dataclass(frozen=True, slots=True)
class AverageHours(Parameters):
    """``max_week_min`` working minutes a week on average over ``period_weeks`` weeks."""

    max_week_min: int = figure("wtr_max_average_week")
    period_weeks: int = figure("wtr_reference_period", least=1)


def periods(problem: Problem, worker: Worker, limits: AverageHours) -> list[Window]:
    """Return the reference periods in which the rule binds a person."""
    if worker.opted_out:
        return []
    return windows(
        problem, worker, limits.period_weeks, lambda days: limits.max_week_min * days // DAYS_PER_WEEK
    )


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the reference periods whose average is above the limit."""
    limits = read(AverageHours, spec)
    return [
        violation
        for worker in bound(problem, spec, only)
        for violation in over_average(problem, roster, spec, worker, periods(problem, worker, limits))
    ]


def words(problem: Problem, violation: Violation) -> str:
    """Say what the average would be and over how long."""
    average, limit = hours(number(violation, "average_min")), hours(number(violation, "limit_min"))
    weeks = number(violation, "span_days") // DAYS_PER_WEEK
    return f"Would average {average} a week over {weeks} weeks, all jobs counted. The limit is {limit}."


RULE = Rule(
    name="average_hours",
    title="Average working week",
    statement=(
        "Working time of every job together, averaged over the reference period, stays within the limit. "
        "Days of leave and sickness are made up for by the days worked after the period."
    ),
    source="Working Time Regulations 1998, regulation 4",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=words,
    unit=("hour over", "hours over"),
    parameters=AverageHours,
)
