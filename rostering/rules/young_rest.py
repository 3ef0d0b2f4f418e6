"""The daily rest of people under 18, whoever employs them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._rest import gap_words, short_gaps
from rostering.rules.base import (
    LONGEST_REST_MIN,
    Parameters,
    Rule,
    Strength,
    bound,
    figure,
    is_young,
    read,
    timeline,
)


@dataclass(frozen=True, slots=True)
class YoungRest(Parameters):
    """``rest_min`` minutes between the end of a duty and the start of the next."""

    rest_min: int = figure("wtr_young_daily_rest", most=LONGEST_REST_MIN)


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return each two duties with too little rest between them."""
    rest_min = read(YoungRest, spec).rest_min
    found: list[Violation] = []
    for worker in bound(problem, spec, only):
        everything = timeline(problem, roster, worker)
        duties = [duty for duty in everything if is_young(worker, duty.day)]
        found += short_gaps(spec, worker, duties, rest_min, lambda _first, _second: True)
    return found


RULE = Rule(
    name="young_rest",
    title="Daily rest under 18",
    statement=(
        "People under 18 have their longer daily rest between any two pieces of work, all jobs together."
    ),
    source="Working Time Regulations 1998, regulation 10(2)",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=gap_words,
    unit=("short rest", "short rests"),
    parameters=YoungRest,
)
