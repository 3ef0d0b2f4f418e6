"""Apprentices and others who may not work without a supervisor."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Shift, Stage, Violation
from rostering.rules.base import Parameters, Rule, Strength, bound, broken, figure, read
from rostering.rules.wording import duty_name


@dataclass(frozen=True, slots=True)
class Supervision(Parameters):
    """A supervisor is alongside when on duty at the site for ``overlap_percent`` of the duty (0 to 100)."""

    overlap_percent: int = figure("policy_supervision_overlap", most=100)


def alongside(problem: Problem, shift: Shift, limits: Supervision) -> list[Shift]:
    """Return the duties whose holder would be there for enough of this one, itself included."""
    needed_min = (shift.end_min - shift.start_min) * limits.overlap_percent
    return [
        other
        for day in (shift.day - 1, shift.day, shift.day + 1)
        if 0 <= day < problem.days
        for other in problem.shifts_on[day]
        if other.site_key == shift.site_key
        and (min(shift.end_min, other.end_min) - max(shift.start_min, other.start_min)) * 100
        >= max(needed_min, 100)
    ]


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the duties on which none of the person's supervisors is alongside."""
    limits = read(Supervision, spec)
    violations = []
    for worker in bound(problem, spec, None):
        if worker.supervisors is None:
            continue
        if only is not None and set(only).isdisjoint({worker.key, *worker.supervisors}):
            continue
        for key in roster.shifts_of(worker.key):
            shift = problem.shift_of[key]
            there = {
                who for other in alongside(problem, shift, limits) for who in roster.workers_on(other.key)
            }
            if there.isdisjoint(worker.supervisors):
                violations.append(broken(spec, 1, worker=worker.key, days=(shift.day,), shifts=(key,)))
    return violations


def words(problem: Problem, violation: Violation) -> str:
    """Say on which duty a supervisor is missing."""
    return f"No supervisor alongside on {duty_name(problem, violation.shifts[0])}."


RULE = Rule(
    name="supervision",
    title="Supervision",
    statement="Whoever needs a supervisor works only while one of theirs is on duty at the same site.",
    source="apprenticeship and delegation agreements",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=words,
    unit=("duty without a supervisor", "duties without a supervisor"),
    per_person=False,
    parameters=Supervision,
)
