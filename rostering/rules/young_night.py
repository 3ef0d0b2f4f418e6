"""The hours of the night in which people under 18 may not work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import MINUTES_PER_DAY, Problem, Roster, RuleSpec, Shift, Stage, Violation
from rostering.rules.base import Parameters, Rule, Strength, bound, broken, figure, is_young, own_duties, read
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


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the duties of people under 18 that reach into the restricted hours."""
    limits = read(YoungNight, spec)
    return [
        broken(spec, 1, worker=worker.key, days=(duty.day,), shifts=(duty.shift.key,))
        for worker in bound(problem, spec, only)
        for duty in own_duties(problem, roster, worker)
        if duty.shift and is_young(worker, duty.day) and touches_night(problem, duty.shift, limits)
    ]


def words(problem: Problem, violation: Violation) -> str:
    """Say which duty is too late or too early."""
    return f"Under 18: {duty_name(problem, violation.shifts[0])} reaches into the night."


RULE = Rule(
    name="young_night",
    title="Nights under 18",
    statement="People under 18 do not work in the restricted hours of the night.",
    source="Working Time Regulations 1998, regulation 6A",
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=check,
    words=words,
    unit=("night duty", "night duties"),
    parameters=YoungNight,
)
