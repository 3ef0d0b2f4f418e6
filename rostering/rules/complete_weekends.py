"""Weekends worked whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Parameters, Rule, Strength, broken, each_person, fixed_duties, own_duties
from rostering.rules.weekends import weekend_days
from rostering.rules.wording import day_name


def judged(problem: Problem) -> list[tuple[int, int]]:
    """Return the weekends, as Saturday and Sunday, whose Sunday lies inside the horizon."""
    return [weekend for period in weekend_days(problem, 0) for weekend in period if weekend[1] < problem.days]


def half(weekend: tuple[int, int], worked: Collection[int], fixed: Collection[int]) -> int | None:
    """Return the only day of a weekend that is worked, if there is one and it is not fixed."""
    days = [day for day in weekend if day in worked]
    return days[0] if len(days) == 1 and days[0] not in fixed else None


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield the weekends of which one day is worked and the other not."""
    fixed = {duty.day for duty in fixed_duties(problem, worker)}
    own = own_duties(problem, roster, worker)
    for weekend in judged(problem):
        day = half(weekend, fixed | {duty.day for duty in own}, fixed)
        if day is not None:
            keys = tuple(duty.shift.key for duty in own if duty.day == day and duty.shift)
            yield broken(spec, 1, worker=worker.key, days=(day,), shifts=keys)


def words(problem: Problem, violation: Violation) -> str:
    """Say which day of the weekend stands alone."""
    return f"Works one day of a weekend alone: {day_name(problem, violation.days[0])}."


RULE = Rule(
    name="complete_weekends",
    title="Whole weekends",
    statement="Whoever works on one day of a weekend works on both, so that free weekends are whole.",
    source="team policy",
    counting="by start: a day of a weekend is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(Parameters, judge),
    words=words,
    unit=("half weekend", "half weekends"),
)
