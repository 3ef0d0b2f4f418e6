"""One duty at a time, whoever the employer is."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules.base import Rule, Strength, bound, broken, timeline
from rostering.rules.wording import duty_name, text


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return two duties of this rota that start on one day, and any that overlaps other work."""
    found = []
    for worker in bound(problem, spec, only):
        duties = timeline(problem, roster, worker)
        for place, first in enumerate(duties):
            for second in duties[place + 1 :]:
                own = [duty.shift.key for duty in (first, second) if duty.shift]
                if second.start_min >= first.end_min and second.day > first.day:
                    break
                if not own or (len(own) == 1 and second.start_min >= first.end_min):
                    continue
                found.append(
                    broken(
                        spec,
                        1,
                        worker=worker.key,
                        days=tuple(sorted({first.day, second.day})),
                        shifts=tuple(own),
                        facts={"duty": own[-1], "other": own[0] if len(own) == 2 else ""},
                    )
                )
    return found


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
    check=check,
    words=words,
    unit=("clash", "clashes"),
)
