"""Which violations a change of one person's duties adds, by the rules that it can affect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rostering.problem import Problem, Roster, Violation
from rostering.rules import RULES, check_rule

#: Not checked for edits: the editor decides about locks.
LOCKS = frozenset({"locked"})
#: Cover rules: they count people on demands, whoever these are, so they stop nobody from working.
COVER = frozenset({"minimum_cover", "wanted_cover", "over_cover", "maximum_cover"})


def judged(
    problem: Problem, roster: Roster, worker: str, without: frozenset[str] = frozenset()
) -> list[Violation]:
    """Return the violations of a roster that one person's duties can affect, without those of some rules."""
    return [
        violation
        for spec in problem.rules
        if spec.rule not in LOCKS and spec.rule not in without
        for violation in check_rule(problem, roster, spec, (worker,) if RULES[spec.rule].per_person else None)
    ]


def added(before: Iterable[Violation], after: Iterable[Violation]) -> list[Violation]:
    """Return the violations that are there after but were not, or not as badly, before."""
    known: Counter[tuple[object, ...]] = Counter()
    for violation in before:
        known[_place(violation)] += violation.amount
    return [violation for violation in after if violation.amount > known[_place(violation)]]


def _place(violation: Violation) -> tuple[object, ...]:
    return violation.spec, violation.worker, violation.days, violation.demand


def day_off(problem: Problem, roster: Roster, worker: str, day: int) -> Roster:
    """Return the roster in which a person has no duty of this rota on a day."""
    for key in roster.shifts_of(worker):
        if problem.shift_of[key].day == day:
            roster = roster.without(worker, key)
    return roster
