"""The weekly hours that a visa allows."""

from __future__ import annotations

from rostering.problem import Problem, Stage, Worker
from rostering.rules._sums import Cap, cap_words, known_weeks, over_caps
from rostering.rules.base import Parameters, Rule, Strength


def caps(problem: Problem, worker: Worker) -> list[Cap]:
    """Return the weeks with the most minutes that a person may work in each."""
    return [
        Cap.of(problem, week, cap.max_min)
        for week in known_weeks(problem)
        for cap in worker.week_caps
        if cap.from_day < week.stop and (cap.to_day is None or cap.to_day > week.start)
    ]


RULE = Rule(
    name="visa_hours",
    title="Visa hours",
    statement="Nobody works more hours in a week from Monday than their visa allows, all jobs together.",
    source="right to work conditions",
    counting=(
        "by the minute: a week is seven days from Monday (Immigration Rules; from memory, not yet compared "
        "with its source)"
    ),
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=over_caps(Parameters, lambda problem, worker, _parameters: caps(problem, worker)),
    words=cap_words("{total} in the week of {day}, all jobs counted. The visa allows {limit}."),
    unit=("hour over", "hours over"),
)
