"""The daily rest of people under 18 where duties may be split."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._rest import RestBetween, day_words, days_without_rest
from rostering.rules.base import LONGEST_REST_MIN, Rule, Strength, figure
from rostering.rules.young_rest import counted


@dataclass(frozen=True, slots=True)
class YoungRestIn24Hours(RestBetween):
    """``rest_min`` minutes without work in the 24 hours from the start of each day's first duty."""

    rest_min: int = figure("wtr_young_daily_rest", most=LONGEST_REST_MIN)


RULE = Rule(
    name="young_rest_in_24_hours",
    title="Daily rest under 18 with split duties",
    statement=(
        "For people under 18 the 24 hours from the start of a day's first work hold their longer daily rest "
        "in one piece, all jobs together. This holds instead of “Daily rest under 18” where split duties are "
        "allowed. That the rest may be interrupted where work is split over the day (regulation 10(3)) is "
        "not used."
    ),
    source="Working Time Regulations 1998, regulation 10(2)",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=days_without_rest(YoungRestIn24Hours, counted),
    words=day_words,
    unit=("24 hours without rest", "times 24 hours without rest"),
    parameters=YoungRestIn24Hours,
    counting="24 hours that pass, from the start of the first work of each day on which some starts",
)
