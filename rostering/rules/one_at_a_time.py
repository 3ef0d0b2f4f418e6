"""One duty at a time, whoever the employer is."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Parameters, Rule, Strength, broken, each_person, timeline
from rostering.rules.wording import duty_name, text


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield two duties of this rota that start on one day, and any that overlaps other work."""
    duties = timeline(problem, roster, worker)
    for place, first in enumerate(duties):
        for second in duties[place + 1 :]:
            own = [duty.shift.key for duty in (first, second) if duty.shift]
            if second.start_min >= first.end_min and second.day > first.day:
                break
            if not own or (len(own) == 1 and second.start_min >= first.end_min):
                continue
            yield broken(
                spec,
                1,
                worker=worker.key,
                days=tuple(sorted({first.day, second.day})),
                shifts=tuple(own),
                facts={"duty": own[-1], "other": own[0] if len(own) == 2 else ""},
            )


def words(problem: Problem, violation: Violation) -> str:
    """Say which two pieces of work collide."""
    other = text(violation, "other")
    with_what = duty_name(problem, other) if other else "work that is already fixed"
    return f"Already working: {duty_name(problem, text(violation, 'duty'))} clashes with {with_what}."


RULE = Rule(
    name="one_at_a_time",
    title="One duty at a time",
    statement=(
        "Nobody is in two places at once, whoever employs them, and nobody starts two duties on one day."
    ),
    source="Working Time Regulations 1998 and plain sense",
    strength=Strength.LAW,
    stage=Stage.WORKING,
    check=each_person(Parameters, judge),
    words=words,
    unit=("clash", "clashes"),
)
