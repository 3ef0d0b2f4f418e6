"""Runs of days on one type of duty."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from rostering.problem import Problem, Roster, RuleSpec, Violation
from rostering.rules._runs import run_broken, run_words, runs
from rostering.rules.base import bound, fixed_duties, own_duties
from rostering.rules.wording import text


def off_limits(
    problem: Problem,
    roster: Roster,
    spec: RuleSpec,
    only: Collection[str] | None,
    *,
    limits: Iterable[tuple[str, int]],
    amount_of: Callable[[range, int, set[int]], int],
) -> Iterator[Violation]:
    """Yield a violation for each run of a type whose ``amount_of(run, limit, fixed days)`` is not 0."""
    for worker in bound(problem, spec, only):
        own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
        for type_key, limit in limits:
            known = {duty.day for duty in fixed if duty.type_key == type_key}
            for run in runs(known | {duty.day for duty in own if duty.type_key == type_key}):
                amount = amount_of(run, limit, known)
                if amount:
                    labels = [duty.shift.label for duty in own if duty.shift and duty.type_key == type_key]
                    label = (labels or [type_key])[0]
                    yield run_broken(problem, spec, worker, run, amount, limit, label)


def type_run_words(problem: Problem, violation: Violation, which: str) -> str:
    """Say how long a run is, of what and from when, and what the most or the least is."""
    label = text(violation, "label")
    return run_words(problem, violation, f"day of {label}", f"days of {label}", which)
