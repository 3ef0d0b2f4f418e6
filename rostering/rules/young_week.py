"""The longest working week under 18, all jobs together."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Stage, Worker
from rostering.rules._sums import Cap, cap_words, known_weeks, over_caps
from rostering.rules.base import Parameters, Rule, Strength, figure, is_young


@dataclass(frozen=True, slots=True)
class YoungWeek(Parameters):
    """``max_min`` working minutes in a week from Monday."""

    max_min: int = figure("wtr_young_max_week")


def caps(problem: Problem, worker: Worker, limits: YoungWeek) -> list[Cap]:
    """Return the weeks with the most minutes that a person may work in each."""
    week_caps = []
    for week in known_weeks(problem):
        young = [day for day in week if is_young(worker, day)]
        if young:
            week_caps.append(Cap.of(problem, range(young[0], young[-1] + 1), limits.max_min))
    return week_caps


RULE = Rule(
    name="young_week",
    title="Working week under 18",
    statement="People under 18 work no more than the limit in any week, all jobs added; nothing is averaged.",
    source="Working Time Regulations 1998, regulation 5A",
    counting="by the minute: a week begins at midnight between Sunday and Monday (regulation 5A(3))",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=over_caps(YoungWeek, caps),
    words=cap_words("Under 18: {total} in the week of {day}, all jobs counted. The limit is {limit}."),
    unit=("hour over", "hours over"),
    parameters=YoungWeek,
)
