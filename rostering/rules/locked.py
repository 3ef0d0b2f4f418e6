"""What a lead has fixed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Parameters, Rule, Strength, broken, each_person
from rostering.rules.wording import day_name, duty_name, text


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield the locks that the rota does not keep."""
    own = roster.shifts_of(worker.key)
    for key in worker.locked:
        if key not in own:
            day = problem.shift_of[key].day
            yield broken(spec, 1, worker=worker.key, days=(day,), shifts=(key,), facts={"on": "yes"})
    for key in own:
        day = problem.shift_of[key].day
        if day in worker.locked_off:
            yield broken(spec, 1, worker=worker.key, days=(day,), shifts=(key,), facts={"on": ""})


def words(problem: Problem, violation: Violation) -> str:
    """Say which lock is broken."""
    if text(violation, "on"):
        name = duty_name(problem, violation.shifts[0])
        return f"{name[0].upper()}{name[1:]} is locked and missing."
    return f"{day_name(problem, violation.days[0])} is locked as a day off."


RULE = Rule(
    name="locked",
    title="Locks",
    statement="Locked duties and locked days off stay as the lead put them.",
    source="team lead",
    strength=Strength.LAW,
    stage=Stage.TEAM_RULES,
    check=each_person(Parameters, judge),
    words=words,
    unit=("lock broken", "locks broken"),
)
