"""The week that people would like to work."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, Request, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Facts, Parameters, Rule, Strength, broken, each_person
from rostering.rules.requests import met, type_names
from rostering.rules.wording import day_name, text


def as_requests(problem: Problem, worker: Worker) -> Iterator[Request]:
    """Yield a preferred week as a request for each day of the horizon on which the person is not away."""
    preferred_on = {preferred.weekday: preferred for preferred in worker.preferred_week}
    for day in range(problem.days):
        preferred = preferred_on.get(problem.weekday(day))
        start, end = problem.day_start(day), problem.day_start(day + 1)
        is_away = any(away.start_min < end and start < away.end_min for away in worker.away)
        if preferred is not None and not is_away:
            yield Request(day, preferred.wants, preferred.types)


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield the days that are not as people prefer."""
    for request in as_requests(problem, worker):
        if not met(problem, roster, worker, request):
            names = type_names(problem, request)
            wish = names if request.wants else f"not {names}" if request.types else "a day off"
            facts: Facts = {"wish": wish}
            yield broken(spec, 1, worker=worker.key, days=(request.day,), facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say which day it is and what would be preferred."""
    return f"{day_name(problem, violation.days[0])} is not as preferred: {text(violation, 'wish')}."


RULE = Rule(
    name="preferred_week",
    title="Preferred week",
    statement="Everyone works the days and duties of the week that they prefer, as far as the rest allows.",
    source="wishes of staff",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_person(Parameters, judge),
    words=words,
    unit=("day not as preferred", "days not as preferred"),
)
