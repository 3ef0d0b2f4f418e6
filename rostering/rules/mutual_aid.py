"""Duties that people work for a team other than their own."""

from __future__ import annotations

from rostering.problem import Problem, Shift, Stage, Violation, Worker
from rostering.rules._duties import Fault, each_duty
from rostering.rules.base import Parameters, Rule, Strength
from rostering.rules.wording import duty_name, text


def is_aid(worker: Worker, shift: Shift) -> bool:
    """Return whether a person on this duty helps out another team; both must be said to have one."""
    return bool(worker.team_key and shift.team_key) and worker.team_key != shift.team_key


def judge(problem: Problem, worker: Worker, shift: Shift, _: Parameters) -> Fault:
    """Return which other team a duty helps, if it does."""
    del problem
    return (1, {"team": shift.team_key}) if is_aid(worker, shift) else None


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
    check=each_duty(Parameters, judge),
    words=words,
    unit=("duty for another team", "duties for another team"),
)
