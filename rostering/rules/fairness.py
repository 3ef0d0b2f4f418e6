"""Nights and weekends shared out over a longer time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import (
    Duty,
    Facts,
    Parameters,
    Rule,
    Strength,
    broken,
    each_person,
    fixed_duties,
    own_duties,
)
from rostering.rules.wording import number, text


def carried(problem: Problem, kind: str, duties: Sequence[Duty]) -> int:
    """Return how many "nights" or "weekends" of the horizon these duties make."""
    days = {duty.day for duty in duties if 0 <= duty.day < problem.days}
    if kind == "nights":
        return sum(duty.is_night for duty in duties if 0 <= duty.day < problem.days)
    return len({week.start for week in problem.weeks() for day in week[5:] if day in days})


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield the shares of which a person carries more than is fair, beyond what is fixed already."""
    own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
    for share in worker.fair_shares:
        total = share.past + carried(problem, share.kind, own + fixed)
        amount = total - max(share.target, share.past + carried(problem, share.kind, fixed))
        if amount > 0:
            facts: Facts = {"kind": share.kind, "total": total, "target": share.target}
            yield broken(spec, amount, worker=worker.key, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say how many are carried and how many would be fair."""
    del problem
    kind, target = text(violation, "kind"), number(violation, "target")
    return f"{number(violation, 'total')} {kind} carried. A fair share is {target}."


RULE = Rule(
    name="fairness",
    title="Fair shares",
    statement="Nights and weekends are shared out fairly over the year.",
    source="team policy",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_person(Parameters, judge),
    words=words,
    unit=("duty beyond a fair share", "duties beyond a fair share"),
)
