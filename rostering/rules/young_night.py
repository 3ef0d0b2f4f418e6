"""The hours of the night in which people under 18 may not work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import MINUTES_PER_DAY, Problem, Roster, RuleSpec, Shift, Stage, Violation, Worker
from rostering.rules.base import Parameters, Rule, Strength, broken, each_person, figure, is_young, own_duties
from rostering.rules.wording import duty_name


@dataclass(frozen=True, slots=True)
class YoungNight(Parameters):
    """No work from ``from_minute`` of a day (minutes after midnight) to ``to_minute`` of the next."""

    from_minute: int = figure("wtr_young_night_from", most=MINUTES_PER_DAY)
    to_minute: int = figure("wtr_young_night_to", most=MINUTES_PER_DAY)


def touches_night(problem: Problem, shift: Shift, limits: YoungNight) -> bool:
    """Return whether a duty has work in the restricted hours.

    The hours are counted from the midnight inside the night: British clocks change between it and the night's
    end only in the small hours, so times of the evening are exact, and those of the morning are but for that
    one night.
    """
    for day in range(shift.day, shift.day + 3):
        midnight = problem.day_start(day)
        before, after = MINUTES_PER_DAY - limits.from_minute, limits.to_minute
        if shift.start_min < midnight + after and shift.end_min > midnight - before:
            return True
    return False


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: YoungNight
) -> Iterator[Violation]:
    """Yield the duties of a person under 18 that reach into the restricted hours."""
    for duty in own_duties(problem, roster, worker):
        if duty.shift and is_young(worker, duty.day) and touches_night(problem, duty.shift, limits):
            yield broken(spec, 1, worker=worker.key, days=(duty.day,), shifts=(duty.shift.key,))


def words(problem: Problem, violation: Violation) -> str:
    """Say which duty is too late or too early."""
    return f"Under 18: {duty_name(problem, violation.shifts[0])} reaches into the night."


RULE = Rule(
    name="young_night",
    title="Nights under 18",
    statement="People under 18 do not work in the restricted hours of the night.",
    source="Working Time Regulations 1998, regulation 6A",
    counting=(
        "by start: the restricted hours begin before midnight, on the day that decides "
        "who is under 18 (regulation 6A)"
    ),
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=each_person(YoungNight, judge),
    words=words,
    unit=("night duty", "night duties"),
    parameters=YoungNight,
)
