"""The weekly rest owed by one employer."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Stage, Worker
from rostering.rules._rest import UnbrokenRests, missing_rests, rest_windows, rest_words, same_job
from rostering.rules.base import LONGEST_REST_MIN, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class WeeklyRest(UnbrokenRests):
    """``rests`` unbroken rests of ``rest_min`` minutes in each ``window_days`` days from a Monday."""

    rest_min: int = figure("wtr_weekly_rest", least=1, most=LONGEST_REST_MIN)


def windows(problem: Problem, worker: Worker, limits: WeeklyRest) -> list[range]:
    """Return the stretches of days in which the rest is owed to a person."""
    del worker
    return rest_windows(problem, limits.window_days)


RULE = Rule(
    name="weekly_rest",
    title="Weekly rest",
    statement="Every week has an unbroken rest; a team may have two such rests in a fortnight instead.",
    source="Working Time Regulations 1998, regulation 11",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=missing_rests(WeeklyRest, same_job, windows),
    words=rest_words,
    unit=("rest missing", "rests missing"),
    parameters=WeeklyRest,
)
