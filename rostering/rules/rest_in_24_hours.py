"""The daily rest where duties may be split: eleven hours together in each 24 hours."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._rest import RestBetween, day_words, days_without_rest, same_job
from rostering.rules.base import LONGEST_REST_MIN, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class RestIn24Hours(RestBetween):
    """``rest_min`` minutes without work in the 24 hours from the start of each day's first duty."""

    rest_min: int = figure("wtr_daily_rest", most=LONGEST_REST_MIN)


RULE = Rule(
    name="rest_in_24_hours",
    title="Daily rest with split duties",
    statement=(
        "The 24 hours from the start of a day's first duty hold the daily rest in one piece, all work for "
        "one employer counted. The gap between two duties of one day need not be a daily rest. This holds "
        "instead of “Daily rest” where split duties are allowed. What the law lets employers shorten where "
        "work is split over the day (regulation 22) is not used."
    ),
    source="Working Time Regulations 1998, regulation 10(1)",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=days_without_rest(RestIn24Hours, same_job),
    words=day_words,
    unit=("24 hours without rest", "times 24 hours without rest"),
    parameters=RestIn24Hours,
    counting=(
        "24 hours that pass, from the start of the first duty of each day on which one starts, whatever the "
        "clock does; the law says “in each 24-hour period during which he works” and does not say where a "
        "period begins"
    ),
)
