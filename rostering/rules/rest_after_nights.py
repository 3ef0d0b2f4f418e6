"""The rest that follows a run of nights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import (
    LONGEST_REST_MIN,
    Parameters,
    Rule,
    Strength,
    broken,
    each_person,
    figure,
    timeline,
)
from rostering.rules.wording import day_name, hours, number


@dataclass(frozen=True, slots=True)
class RestAfterNights(Parameters):
    """``rest_min`` minutes after the last of at least ``after_nights`` nights in a row (1 or more)."""

    rest_min: int = figure("policy_rest_after_nights", most=LONGEST_REST_MIN)
    after_nights: int = figure("policy_rest_after_how_many_nights")


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: RestAfterNights
) -> Iterator[Violation]:
    """Yield the duties too soon after a run of nights; the next night of the run is not one of them."""
    duties = timeline(problem, roster, worker)
    nights = {duty.day for duty in duties if duty.is_night}
    for last in duties:
        if not last.is_night or not nights.issuperset(range(last.day - limits.after_nights + 1, last.day)):
            continue
        for second in duties:
            gap_min = second.start_min - last.end_min
            goes_on = second.is_night and second.day == last.day + 1
            if not 0 <= gap_min < limits.rest_min or goes_on or not (last.shift or second.shift):
                continue
            yield broken(
                spec,
                1,
                worker=worker.key,
                days=tuple(sorted({last.day, second.day})),
                shifts=tuple(duty.shift.key for duty in (last, second) if duty.shift),
                facts={"gap_min": gap_min, "rest_min": limits.rest_min, "night_day": last.day},
            )


def words(problem: Problem, violation: Violation) -> str:
    """Say how short the rest after the night is."""
    night = day_name(problem, number(violation, "night_day"))
    gap, rest = hours(number(violation, "gap_min")), hours(number(violation, "rest_min"))
    return f"{gap} rest after the night of {night}. Needs {rest}."


RULE = Rule(
    name="rest_after_nights",
    title="Rest after nights",
    statement="After nights there is a long rest before any other duty.",
    source="team policy on fatigue",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(RestAfterNights, judge),
    words=words,
    unit=("duty too soon after nights", "duties too soon after nights"),
    parameters=RestAfterNights,
)
