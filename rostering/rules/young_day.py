"""The longest working day under 18, all jobs together."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Stage, Worker
from rostering.rules._sums import Cap, cap_words, known_days, over_caps
from rostering.rules.base import Parameters, Rule, Strength, figure, is_young


@dataclass(frozen=True, slots=True)
class YoungDay(Parameters):
    """``max_min`` working minutes on a day."""

    max_min: int = figure("wtr_young_max_day")


def caps(problem: Problem, worker: Worker, limits: YoungDay) -> list[Cap]:
    """Return the days with the most minutes that a person may work in each."""
    days = (day for day in range(known_days(problem)) if is_young(worker, day))
    return [Cap.of(problem, range(day, day + 1), limits.max_min) for day in days]


RULE = Rule(
    name="young_day",
    title="Working day under 18",
    statement=(
        "People under 18 work no longer than the limit on any day, all jobs added; nothing is averaged."
    ),
    source="Working Time Regulations 1998, regulation 5A",
    counting="by the minute: a day is the 24 hours from midnight (regulation 2(1))",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=over_caps(YoungDay, caps),
    words=cap_words("Under 18: {total} on {day}, all jobs counted. The limit is {limit}."),
    unit=("hour over", "hours over"),
    parameters=YoungDay,
)
