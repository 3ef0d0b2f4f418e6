"""The rest that follows the last night of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._runs import runs
from rostering.rules.base import (
    LONGEST_REST_MIN,
    Duty,
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
    """``rest_min`` minutes from the end of the last of at least ``after_nights`` nights in a row."""

    rest_min: int = figure("policy_rest_after_nights", most=LONGEST_REST_MIN)
    after_nights: int = figure("policy_rest_after_how_many_nights", least=1)


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: RestAfterNights
) -> Iterator[Violation]:
    """Yield the duties too soon after the last night of a run that is long enough.

    A run is nights that start on days in a row; it is over when no night starts on the next day. What is
    worked between two nights of a run is not after it. Where everything that makes up the breach is fixed,
    this rota does not answer for it.
    """
    duties = timeline(problem, roster, worker)
    nights = [duty for duty in duties if duty.is_night]
    fixed = {duty.day for duty in nights if duty.shift is None}
    for run in runs(duty.day for duty in nights):
        if len(run) < limits.after_nights:
            continue
        last = last_night(duty for duty in nights if duty.day == run.stop - 1)
        run_is_fixed = not last.shift and fixed.issuperset(run[-limits.after_nights :])
        for second in duties:
            gap_min = second.start_min - last.end_min
            continues_run = second.is_night and second.day in run
            if not 0 <= gap_min < limits.rest_min or continues_run or (run_is_fixed and not second.shift):
                continue
            yield broken(
                spec,
                1,
                worker=worker.key,
                days=tuple(sorted({last.day, second.day})),
                shifts=tuple(duty.shift.key for duty in (last, second) if duty.shift),
                facts={"gap_min": gap_min, "rest_min": limits.rest_min, "night_day": last.day},
            )


def last_night(nights: Iterable[Duty]) -> Duty:
    """Return which night of one day ends last; of two that end together, one that this rota decides."""
    return max(nights, key=lambda duty: (duty.end_min, duty.shift is not None))


def words(problem: Problem, violation: Violation) -> str:
    """Say how short the rest after the night is."""
    night = day_name(problem, number(violation, "night_day"))
    gap, rest = hours(number(violation, "gap_min")), hours(number(violation, "rest_min"))
    return f"{gap} rest after the night of {night}. Needs {rest}."


RULE = Rule(
    name="rest_after_nights",
    title="Rest after nights",
    statement="After the last night of a run of nights there is a long rest before any other duty.",
    source="team policy on fatigue",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(RestAfterNights, judge),
    words=words,
    unit=("duty too soon after nights", "duties too soon after nights"),
    parameters=RestAfterNights,
)
