"""The daily rest of people under 18, whoever employs them."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage, Worker
from rostering.rules._rest import RestBetween, gap_words, short_rests
from rostering.rules.base import LONGEST_REST_MIN, Duty, Rule, Strength, figure, is_young


@dataclass(frozen=True, slots=True)
class YoungRest(RestBetween):
    """``rest_min`` minutes between the end of a duty and the start of the next."""

    rest_min: int = figure("wtr_young_daily_rest", most=LONGEST_REST_MIN)


def counted(worker: Worker, duties: list[Duty]) -> list[Duty]:
    """Return the duties between which the rest is owed: those of days on which the person is under 18."""
    return [duty for duty in duties if is_young(worker, duty.day)]


RULE = Rule(
    name="young_rest",
    title="Daily rest under 18",
    statement=(
        "People under 18 have their longer daily rest between any two pieces of work, all jobs together."
    ),
    source="Working Time Regulations 1998, regulation 10(2)",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=short_rests(YoungRest, counted),
    words=gap_words,
    unit=("short rest", "short rests"),
    parameters=YoungRest,
)
