"""Leave, study, commitments and agreed unavailability."""

from __future__ import annotations

from collections.abc import Collection

from rostering.problem import Away, Problem, Roster, RuleSpec, Shift, Stage, Violation, Worker
from rostering.rules.base import Facts, Rule, Strength, bound, broken
from rostering.rules.wording import text


def away_during(worker: Worker, shift: Shift) -> Away | None:
    """Return an absence that a duty would run into, if there is one."""
    return next((away for away in worker.away if is_away(away, shift)), None)


def is_away(away: Away, shift: Shift) -> bool:
    """Return whether a duty would run into an absence."""
    return shift.start_min < away.end_min and shift.end_min > away.start_min


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return the duties that run into an absence."""
    found = []
    for worker in bound(problem, spec, only):
        for key in roster.shifts_of(worker.key):
            shift = problem.shift_of[key]
            away = away_during(worker, shift)
            if away:
                facts: Facts = {"reason": away.reason, "words": away.words}
                found.append(
                    broken(spec, 1, worker=worker.key, days=(shift.day,), shifts=(key,), facts=facts)
                )
    return found


def words(problem: Problem, violation: Violation) -> str:
    """Say why the person is away."""
    del problem
    return f"Away: {text(violation, 'words')}."


RULE = Rule(
    name="availability",
    title="Away",
    statement="Nobody is given a duty while they are on leave, studying or otherwise away.",
    source="agreed leave and commitments",
    strength=Strength.LAW,
    stage=Stage.AWAY,
    check=check,
    words=words,
    unit=("duty while away", "duties while away"),
)
