"""The role and the competences that a duty asks of everyone who works it."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Problem, Roster, RuleSpec, Shift, Stage, Violation, Worker
from rostering.rules._cover import has_role, holds
from rostering.rules.base import Facts, Rule, Strength, bound, broken
from rostering.rules.wording import text


def missing(problem: Problem, worker: Worker, shift: Shift) -> tuple[Stage, str] | None:
    """Return the stage and the key of what a person lacks for a duty, or None."""
    if not has_role(worker, shift.roles):
        return Stage.ROLE, shift.roles[0]
    days = problem.days_touched(shift)
    for skill in shift.skills:
        if not holds(worker, skill, days):
            return Stage.COMPETENCE, skill
    return None


def skill_words(problem: Problem, worker: Worker, skill: str) -> str:
    """Say how a person stands to a competence: never held, or why it ends."""
    notes = [one.note for one in worker.skills if one.key == skill and one.note]
    return f"{problem.label(skill)}: {notes[-1]}" if notes else f"does not hold {problem.label(skill)}"


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the duties for which a person lacks the role or a competence."""
    found = []
    for worker in bound(problem, spec, only):
        for key in roster.shifts_of(worker.key):
            shift = problem.shift_of[key]
            lack = missing(problem, worker, shift)
            if lack:
                stage, what = lack
                said = (
                    f"the duty is for {problem.label(what)}"
                    if stage is Stage.ROLE
                    else skill_words(problem, worker, what)
                )
                facts: Facts = {"stage": stage.value, "missing": what, "words": said}
                found.append(
                    broken(spec, 1, worker=worker.key, days=(shift.day,), shifts=(key,), facts=facts)
                )
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say which role or competence is missing on the day."""
    del problem
    said = text(violation, "words")
    return f"{said[0].upper()}{said[1:]}."


RULE = Rule(
    name="required_skills",
    title="Role and competences",
    statement=(
        "Whoever works a duty has a role it is meant for and holds the competences it asks for on "
        "each date it touches."
    ),
    source="team demand and competence framework",
    strength=Strength.LAW,
    stage=Stage.COMPETENCE,
    check=check,
    words=words,
    unit=("duty without the competence", "duties without the competence"),
)
