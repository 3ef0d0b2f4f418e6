"""At most two duties on a day, never at once, whoever the employer is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Parameters, Rule, Strength, broken, each_person, own_duties, timeline
from rostering.rules.one_at_a_time import words as clash_words
from rostering.rules.wording import count, day_name, number


@dataclass(frozen=True, slots=True)
class SplitDuties(Parameters):
    """At most ``most_a_day`` duties of a rota that start on one day."""

    most_a_day: int = 2


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: SplitDuties
) -> Iterator[Violation]:
    """Yield two pieces of work that overlap, one of this rota, and days on which too many duties start."""
    duties = timeline(problem, roster, worker)
    for place, first in enumerate(duties):
        for second in duties[place + 1 :]:
            if second.start_min >= first.end_min:
                break
            own = [duty.shift.key for duty in (first, second) if duty.shift]
            if own:
                yield broken(
                    spec,
                    1,
                    worker=worker.key,
                    days=tuple(sorted({first.day, second.day})),
                    shifts=tuple(own),
                    facts={"duty": own[-1], "other": own[0] if len(own) == 2 else ""},
                )
    by_day: dict[int, list[str]] = {}
    for duty in own_duties(problem, roster, worker):
        if duty.shift:
            by_day.setdefault(duty.day, []).append(duty.shift.key)
    for day, keys in by_day.items():
        if len(keys) > limits.most_a_day:
            yield broken(
                spec,
                len(keys) - limits.most_a_day,
                worker=worker.key,
                days=(day,),
                shifts=tuple(keys),
                facts={"duties": len(keys), "most": limits.most_a_day},
            )


def words(problem: Problem, violation: Violation) -> str:
    """Say which two pieces of work collide, or on which day too many duties start."""
    if "duty" in violation.facts:
        return clash_words(problem, violation)
    duties = count(number(violation, "duties"), "duty starts", "duties start")
    return f"{duties} on {day_name(problem, violation.days[0])}. At most {number(violation, 'most')} may."


RULE = Rule(
    name="split_duties",
    title="Split duties",
    statement=(
        "Nobody is in two places at once, whoever employs them, and nobody starts more than two duties on "
        "one day. This holds instead of “One duty at a time” where split duties are allowed."
    ),
    source="Working Time Regulations 1998 and plain sense",
    strength=Strength.LAW,
    stage=Stage.WORKING,
    check=each_person(SplitDuties, judge),
    words=words,
    unit=("clash", "clashes"),
    parameters=SplitDuties,
)
