"""Runs of days in a row, by how much they are too long or too short, and the frame of rules about them.

Days before the horizon lengthen a run that goes on into it. What a run has too much before day 0 is not held
against the rota; neither is a run that is still open on the last day too short.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from rostering.problem import Problem, Roster, RuleSpec, Violation, Worker
from rostering.rules.base import (
    Check,
    Duty,
    Parameters,
    Words,
    broken,
    each_person,
    fixed_duties,
    own_duties,
)
from rostering.rules.wording import count, day_name, number, text

P = TypeVar("P", bound=Parameters)

#: Sentences about a run; `run_words` fills them in.
TOO_LONG = "{days} in a row from {first}. The most is {limit}."
TOO_SHORT = "{days} in a row from {first}. The least is {limit}."


@dataclass(frozen=True, slots=True)
class RunLimit:
    """The most or the least days in a row on which some duties may be worked.

    Parameters
    ----------
    days : int
        How many.
    counts : callable
        Whether a duty makes its day one of the run.
    type_key : str
        The type of those duties, if the rule is about one type.
    past_known : bool
        False: days before the horizon are not known, so a run that touches day 0 is not too short.
    standalone : bool
        Whether a run that lasts to the last day is too short as well, as if nothing came after it.
    """

    days: int
    counts: Callable[[Duty], bool] = lambda _duty: True
    type_key: str = ""
    past_known: bool = True
    standalone: bool = False


def limits_of_types(pairs: Iterable[tuple[str, int]]) -> list[RunLimit]:
    """Return a limit for each pair of a type of duty and a number of days."""
    return [
        RunLimit(days, lambda duty, type_key=type_key: duty.type_key == type_key, type_key)  # type: ignore[misc]
        for type_key, days in pairs
    ]


def too_long(kind: type[P], limits: Callable[[P], list[RunLimit]]) -> Check:
    """Return the check of a rule that finds runs which are too long, unless they are wholly fixed."""
    return _each_run(kind, limits, _days_too_many)


def too_short(kind: type[P], limits: Callable[[P], list[RunLimit]]) -> Check:
    """Return the check of a rule that finds runs which end inside the rota and are too short."""
    return _each_run(kind, limits, _days_too_few)


def _days_too_many(
    _problem: Problem, _spec: RuleSpec, run: range, limit: RunLimit, fixed: Collection[int]
) -> int:
    return excess(run, limit.days, fixed)


def _days_too_few(
    problem: Problem, spec: RuleSpec, run: range, limit: RunLimit, fixed: Collection[int]
) -> int:
    days = problem.days
    return shortage(
        days, spec, run, limit.days, fixed, past_known=limit.past_known, standalone=limit.standalone
    )


def _each_run(
    kind: type[P],
    limits: Callable[[P], list[RunLimit]],
    amount_of: Callable[[Problem, RuleSpec, range, RunLimit, Collection[int]], int],
) -> Check:
    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, parameters: P
    ) -> Iterator[Violation]:
        own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
        for limit in limits(parameters):
            counted = [duty for duty in own if limit.counts(duty)]
            known = {duty.day for duty in fixed if limit.counts(duty)}
            for run in runs(known | {duty.day for duty in counted}):
                amount = amount_of(problem, spec, run, limit, known)
                if amount:
                    label = _label(limit, counted)
                    yield run_broken(problem, spec, worker, run, amount, limit.days, label)

    return each_person(kind, each)


def _label(limit: RunLimit, counted: list[Duty]) -> str:
    """Return what people call the type of duty that a limit is about; empty if it is about all types."""
    labels = [duty.shift.label for duty in counted if duty.shift]
    return (labels or [limit.type_key])[0] if limit.type_key else ""


def runs(days: Iterable[int]) -> list[range]:
    """Return the maximal runs of consecutive days, in order.

    >>> runs({1, 2, 3, 7})
    [range(1, 4), range(7, 8)]
    """
    in_order: list[range] = []
    for day in sorted(set(days)):
        if in_order and in_order[-1].stop == day:
            in_order[-1] = range(in_order[-1].start, day + 1)
        else:
            in_order.append(range(day, day + 1))
    return in_order


def excess(run: range, most: int, fixed: Collection[int]) -> int:
    """Return by how many days a run is too long, not counting those that come after fixed days alone.

    >>> excess(range(-3, 2), most=3, fixed={-3, -2, -1})
    2
    >>> excess(range(-3, 2), most=1, fixed={-3, -2, -1})
    2
    """
    known = set(fixed)
    stretches = (range(day, day + most + 1) for day in range(run.start, run.stop - most))
    return sum(not known.issuperset(stretch) for stretch in stretches)


def shortage(
    days: int,
    spec: RuleSpec,
    run: range,
    least: int,
    fixed: Collection[int],
    *,
    past_known: bool,
    standalone: bool,
) -> int:
    """Return by how many days a run that ends inside a rota of so many days is too short, if it decides it.

    The rota may end a run of the past on day 0; that counts only where the rule is soft, for nobody may be
    free to go on. ``past_known=False`` says that a run which touches day 0 may have begun any time before,
    ``standalone`` that one which lasts to the last day ends there.
    """
    began = past_known or run.start > 0
    ended = 0 <= run.stop < days or (standalone and run.stop == days and days not in fixed)
    decided = not set(fixed).issuperset(run) or (run.stop == 0 and not spec.hard)
    return max(0, least - len(run)) if began and ended and decided else 0


def run_broken(
    problem: Problem, spec: RuleSpec, worker: Worker, run: range, amount: int, limit: int, label: str = ""
) -> Violation:
    """Return the violation of a run that is too long or too short; one of the past is shown on day 0."""
    return broken(
        spec,
        amount,
        worker=worker.key,
        days=tuple(day for day in run if 0 <= day < problem.days) or (0,),
        facts={"length": len(run), "limit": limit, "first_day": run.start, "label": label},
    )


def run_words(sentence: str, one: str, many: str) -> Words:
    """Return what says how long a run is, with the noun for one day and for many days in it."""

    def words(problem: Problem, violation: Violation) -> str:
        label = text(violation, "label")
        return sentence.format(
            days=count(number(violation, "length"), one.format(label=label), many.format(label=label)),
            first=day_name(problem, number(violation, "first_day")),
            limit=number(violation, "limit"),
        )

    return words
