"""Leave, study, commitments and agreed unavailability."""

from __future__ import annotations

from rostering.problem import Away, Problem, Shift, Stage, Violation, Worker
from rostering.rules._duties import Fault, each_duty
from rostering.rules.base import Parameters, Rule, Strength
from rostering.rules.wording import text


def away_during(worker: Worker, shift: Shift) -> Away | None:
    """Return an absence that a duty would run into, if there is one."""
    return next((away for away in worker.away if is_away(away, shift)), None)


def is_away(away: Away, shift: Shift) -> bool:
    """Return whether a duty would run into an absence."""
    if shift.start_min < away.start_min:
        return shift.end_min > away.start_min + away.lead_in_min
    return shift.start_min < away.end_min


def judge(problem: Problem, worker: Worker, shift: Shift, _: Parameters) -> Fault:
    """Return why a person is away during a duty, if they are."""
    del problem
    away = away_during(worker, shift)
    if away is None:
        return None
    before = away.words_before if shift.start_min < away.start_min else ""
    return 1, {"reason": away.reason, "words": before or away.words}


def words(problem: Problem, violation: Violation) -> str:
    """Say why the person is away."""
    del problem
    return f"Away: {text(violation, 'words')}."


RULE = Rule(
    name="availability",
    title="Away",
    statement="Nobody is given a duty while they are on leave, studying or otherwise away. "
    "A team may let a night end on the first morning of leave.",
    source="agreed leave and commitments",
    counting="by the minute: a duty clashes with an absence that it runs into (agreed leave and commitments)",
    strength=Strength.LAW,
    stage=Stage.AWAY,
    check=each_duty(Parameters, judge),
    words=words,
    unit=("duty while away", "duties while away"),
)
