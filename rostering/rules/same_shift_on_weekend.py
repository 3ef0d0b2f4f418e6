"""The same type of duty on all days of a weekend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._weekends import of_weekend, weekends_ending_inside
from rostering.rules.base import (
    Facts,
    Parameters,
    Rule,
    Strength,
    broken,
    each_person,
    fixed_duties,
    own_duties,
)
from rostering.rules.wording import day_name, text


@dataclass(frozen=True, slots=True)
class SameShiftOnWeekend(Parameters):
    """Of each weekend of these weekdays that is worked on all days."""

    weekend: tuple[str, ...] = of_weekend()


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: SameShiftOnWeekend
) -> Iterator[Violation]:
    """Yield the whole weekends with more than one type of duty, beyond those of fixed work alone.

    Fixed work of no known type goes with any other.
    """
    own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
    worked = {duty.day for duty in own + fixed}
    for weekend in weekends_ending_inside(problem, limits.weekend):
        if not worked.issuperset(weekend):
            continue
        duties = [duty for duty in own if duty.day in weekend]
        fixed_types = {duty.type_key for duty in fixed if duty.day in weekend} - {""}
        types = fixed_types | {duty.type_key for duty in duties}
        amount = len(types) - max(1, len(fixed_types))
        if duties and amount > 0:
            shifts = [duty.shift for duty in duties if duty.shift]
            labels = dict.fromkeys(shift.label for shift in shifts)
            facts: Facts = {"labels": " and ".join(labels), "first_day": weekend.start}
            days = tuple(day for day in weekend if day >= 0)
            keys = tuple(shift.key for shift in shifts)
            yield broken(spec, amount, worker=worker.key, days=days, shifts=keys, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say which duties the weekend has."""
    first = day_name(problem, int(violation.facts["first_day"]))
    return f"Not the same duty on all days of the weekend of {first}: {text(violation, 'labels')}."


RULE = Rule(
    name="same_shift_on_weekend",
    title="Same duty all weekend",
    statement="Whoever works all days of a weekend has the same type of duty on each.",
    source="team policy",
    counting="by start: a day of a weekend is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(SameShiftOnWeekend, judge),
    words=words,
    unit=("weekend of different duties", "weekends of different duties"),
    parameters=SameShiftOnWeekend,
)
