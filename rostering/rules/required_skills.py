"""The role and the competences that a duty asks of everyone who works it."""

from __future__ import annotations

from rostering.problem import Problem, Shift, Stage, Violation, Worker
from rostering.rules._cover import has_role, holds
from rostering.rules._duties import Fault, each_duty
from rostering.rules.base import Parameters, Rule, Strength
from rostering.rules.wording import text


def missing(problem: Problem, worker: Worker, shift: Shift) -> tuple[Stage, str] | None:
    """Return the stage and the key of what a person lacks for a duty, or None."""
    days = problem.days_touched(shift)
    if not has_role(worker, shift.roles, days):
        return Stage.ROLE, shift.roles[0]
    for skill in shift.skills:
        if not holds(worker, skill, days):
            return Stage.COMPETENCE, skill
    return None


def skill_words(problem: Problem, worker: Worker, skill: str) -> str:
    """Say how a person stands to a competence: never held, or why it ends."""
    notes = [held.note for held in worker.skills if held.key == skill and held.note]
    return f"{problem.label(skill)}: {notes[-1]}" if notes else f"does not hold {problem.label(skill)}"


def judge(problem: Problem, worker: Worker, shift: Shift, _: Parameters) -> Fault:
    """Return which role or competence a person lacks for a duty, if they lack one."""
    lack = missing(problem, worker, shift)
    if lack is None:
        return None
    stage, key = lack
    says = (
        f"the duty is for {problem.label(key)}" if stage is Stage.ROLE else skill_words(problem, worker, key)
    )
    return 1, {"stage": stage.value, "missing": key, "words": says}


def words(problem: Problem, violation: Violation) -> str:
    """Say which role or competence is missing on the day."""
    del problem
    says = text(violation, "words")
    return f"{says[0].upper()}{says[1:]}."


RULE = Rule(
    name="required_skills",
    title="Role and competences",
    statement=(
        "Whoever works a duty has a role it is meant for, and holds the competences it asks for, on "
        "each date it touches."
    ),
    source="team demand and competence framework",
    counting="on each date that a duty touches (team demand and competence framework)",
    strength=Strength.LAW,
    stage=Stage.COMPETENCE,
    check=each_duty(Parameters, judge),
    words=words,
    unit=("duty without the competence", "duties without the competence"),
)
