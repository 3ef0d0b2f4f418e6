"""The weekly rest of people under 18, whoever employs them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._rest import rest_windows, too_few_rests
from rostering.rules.base import (
    LONGEST_REST_MIN,
    Duty,
    Parameters,
    Rule,
    Strength,
    bound,
    figure,
    is_young,
    read,
    timeline,
)
from rostering.rules.wording import count, day_name, hours, number


@dataclass(frozen=True, slots=True)
class YoungWeeklyRest(Parameters):
    """``rests`` unbroken rests of ``rest_min`` minutes in each ``window_days`` days from a Monday."""

    rest_min: int = figure("wtr_young_weekly_rest", least=1, most=LONGEST_REST_MIN)
    window_days: int = figure("wtr_weekly_rest_window", least=1)
    rests: int = 1


def counted(worker: Worker, duties: list[Duty]) -> list[Duty]:
    """Return the duties that the rest must be free of: all of them, whoever employs the person."""
    del worker
    return duties


def windows(problem: Problem, worker: Worker, limits: YoungWeeklyRest) -> list[range]:
    """Return the stretches of days in which the rest is owed to a person."""
    spans = rest_windows(problem, limits.window_days)
    return [span for span in spans if is_young(worker, span.start)]


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the stretches of days without enough unbroken rest."""
    limits = read(YoungWeeklyRest, spec)
    found: list[Violation] = []
    for worker in bound(problem, spec, only):
        spans = windows(problem, worker, limits)
        duties = counted(worker, timeline(problem, roster, worker))
        found += too_few_rests(
            problem, spec, worker, duties, windows=spans, rest_min=limits.rest_min, rests=limits.rests
        )
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say in which stretch of days which rest is missing."""
    rest, needed = hours(number(violation, "rest_min")), number(violation, "rests")
    days, first = number(violation, "window_days"), day_name(problem, number(violation, "first_day"))
    return (
        f"No unbroken {rest} off in the {days} days from {first}."
        if needed == 1
        else f"Fewer than {count(needed, 'rest', 'rests')} of {rest} in the {days} days from {first}."
    )


RULE = Rule(
    name="young_weekly_rest",
    title="Weekly rest under 18",
    statement="People under 18 have their longer unbroken rest every week, all jobs together.",
    source="Working Time Regulations 1998, regulation 11(3)",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=words,
    unit=("rest missing", "rests missing"),
    parameters=YoungWeeklyRest,
)
