"""The weekly rest of people under 18, whoever employs them."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Stage, Worker
from rostering.rules._rest import UnbrokenRests, all_jobs, missing_rests, rest_windows, rest_words
from rostering.rules.base import LONGEST_REST_MIN, Rule, Strength, figure, is_young


@dataclass(frozen=True, slots=True)
class YoungWeeklyRest(UnbrokenRests):
    """``rests`` unbroken rests of ``rest_min`` minutes in each ``window_days`` days from a Monday."""

    rest_min: int = figure("wtr_young_weekly_rest", least=1, most=LONGEST_REST_MIN)


def windows(problem: Problem, worker: Worker, limits: YoungWeeklyRest) -> list[range]:
    """Return the stretches of days in which the rest is owed to a person."""
    spans = rest_windows(problem, limits.window_days)
    return [span for span in spans if is_young(worker, span.start)]


RULE = Rule(
    name="young_weekly_rest",
    title="Weekly rest under 18",
    statement="People under 18 have their longer unbroken rest every week, all jobs together.",
    source="Working Time Regulations 1998, regulation 11(3)",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=missing_rests(YoungWeeklyRest, all_jobs, windows),
    words=rest_words,
    unit=("rest missing", "rests missing"),
    parameters=YoungWeeklyRest,
)
