"""The daily rest between duties for one employer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._rest import gap_words, short_gaps
from rostering.rules.base import LONGEST_REST_MIN, Parameters, Rule, Strength, bound, figure, read, timeline


@dataclass(frozen=True, slots=True)
class DailyRest(Parameters):
    """``rest_min`` minutes between the end of a duty and the start of the next."""

    rest_min: int = figure("wtr_daily_rest", most=LONGEST_REST_MIN)


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return each two duties with too little rest between them."""
    rest_min = read(DailyRest, spec).rest_min
    found: list[Violation] = []
    for worker in bound(problem, spec, only):
        everything = timeline(problem, roster, worker)
        duties = [duty for duty in everything if duty.employer_key == worker.employer_key]
        found += short_gaps(spec, worker, duties, rest_min, lambda _first, _second: True)
    return found


RULE = Rule(
    name="daily_rest",
    title="Daily rest",
    statement="Between two duties for the same employer there is the daily rest that the law asks for.",
    source="Working Time Regulations 1998, regulation 10",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=gap_words,
    unit=("short rest", "short rests"),
    parameters=DailyRest,
)
