"""What people have asked for."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, Request, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Facts, Parameters, Rule, Strength, broken, each_person
from rostering.rules.wording import day_name, text


def met(problem: Problem, roster: Roster, worker: Worker, request: Request) -> bool:
    """Return whether a rota gives a person what they asked for."""
    duties = [problem.shift_of[key] for key in roster.shifts_of(worker.key)]
    works = any(
        duty.day == request.day and (not request.types or duty.type_key in request.types) for duty in duties
    )
    return works == request.wants


def type_names(problem: Problem, request: Request) -> str:
    """Return the duties that a request is about: "Early, Night", or "any duty"."""
    labels = {shift.type_key: shift.label for shift in problem.shifts_on[request.day]}
    return ", ".join(labels.get(key, key) for key in request.types) or "any duty"


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield the requests that are not met."""
    for request in worker.requests:
        if not met(problem, roster, worker, request):
            facts: Facts = {
                "what": type_names(problem, request),
                "wants": "yes" if request.wants else "",
            }
            yield broken(spec, 1, worker=worker.key, days=(request.day,), times=request.weight, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say which request is not met."""
    day, what = day_name(problem, violation.days[0]), text(violation, "what")
    if text(violation, "wants"):
        return f"Asked to work {what} on {day}."
    return f"Asked for {day} off." if what == "any duty" else f"Asked not to work {what} on {day}."


RULE = Rule(
    name="requests",
    title="Requests",
    statement="People get the duties and the days off they asked for, as far as it goes.",
    source="requests of staff",
    counting="by start: a wish is for duties that begin on its day (team policy, no law)",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_person(Parameters, judge),
    words=words,
    unit=("request not met", "requests not met"),
)
