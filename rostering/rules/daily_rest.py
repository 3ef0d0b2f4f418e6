"""The daily rest between duties for one employer."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._rest import RestBetween, gap_words, same_job, short_rests
from rostering.rules.base import LONGEST_REST_MIN, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class DailyRest(RestBetween):
    """``rest_min`` minutes between the end of a duty and the start of the next."""

    rest_min: int = figure("wtr_daily_rest", most=LONGEST_REST_MIN)


RULE = Rule(
    name="daily_rest",
    title="Daily rest",
    statement="Between two duties for the same employer there is the daily rest that the law asks for.",
    source="Working Time Regulations 1998, regulation 10",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=short_rests(DailyRest, same_job),
    words=gap_words,
    unit=("short rest", "short rests"),
    parameters=DailyRest,
)
