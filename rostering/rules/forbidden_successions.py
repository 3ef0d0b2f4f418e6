"""Duties that may not follow each other from one day to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Facts, Parameters, Rule, Strength, broken, each_person, of_types, timeline
from rostering.rules.wording import day_name, duty_name, text


@dataclass(frozen=True, slots=True)
class ForbiddenSuccessions(Parameters):
    """``pairs`` of shift types (first, next day's) that are forbidden."""

    pairs: tuple[tuple[str, str], ...] = of_types()


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: ForbiddenSuccessions
) -> Iterator[Violation]:
    """Yield the duties that follow one after which they are forbidden, two fixed ones apart."""
    forbidden = set(limits.pairs)
    duties = timeline(problem, roster, worker)
    for place, first in enumerate(duties):
        for second in duties[place + 1 :]:
            if second.day > first.day + 1:
                break
            own = tuple(duty.shift.key for duty in (first, second) if duty.shift)
            pair = (first.type_key, second.type_key)
            if second.day > first.day and pair in forbidden and own:
                facts: Facts = {
                    "before": first.shift.key if first.shift else "",
                    "after": second.shift.key if second.shift else "",
                }
                days = (first.day, second.day)
                yield broken(spec, 1, worker=worker.key, days=days, shifts=own, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say which two duties may not follow each other."""
    first, second = (
        duty_name(problem, key) if key else f"fixed work on {day_name(problem, day)}"
        for key, day in zip(
            (text(violation, "before"), text(violation, "after")), violation.days, strict=True
        )
    )
    return f"{second[0].upper()}{second[1:]} may not follow {first}."


RULE = Rule(
    name="forbidden_successions",
    title="Forbidden sequences",
    statement="Some duties may not be followed by some others on the next day.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(ForbiddenSuccessions, judge),
    words=words,
    unit=("forbidden sequence", "forbidden sequences"),
    parameters=ForbiddenSuccessions,
)
