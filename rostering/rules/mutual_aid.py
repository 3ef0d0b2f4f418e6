"""Duties that people work for a team other than their own."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Problem, Roster, RuleSpec, Shift, Stage, Violation, Worker
from rostering.rules.base import Facts, Rule, Strength, bound, broken
from rostering.rules.wording import duty_name, text


def is_aid(worker: Worker, shift: Shift) -> bool:
    """Return whether a person on this duty helps out another team; both must be said to have one."""
    return bool(worker.team_key and shift.team_key) and worker.team_key != shift.team_key


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the duties worked for other teams."""
    found = []
    for worker in bound(problem, spec, only):
        for key in roster.shifts_of(worker.key):
            shift = problem.shift_of[key]
            if is_aid(worker, shift):
                facts: Facts = {"team": shift.team_key}
                found.append(
                    broken(spec, 1, worker=worker.key, days=(shift.day,), shifts=(key,), facts=facts)
                )
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say which duty it is and whom it helps."""
    duty = duty_name(problem, violation.shifts[0])
    return f"Helps out {problem.label(text(violation, 'team'))} on {duty}."


RULE = Rule(
    name="mutual_aid",
    title="Mutual aid",
    statement="People work for their own team; helping out another is possible and has its price.",
    source="agreements between teams",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("duty for another team", "duties for another team"),
)
