"""Runs of days in a row, and by how much they are too long or too short.

Days before the horizon lengthen a run that goes on into it. What a run has too much before day 0 is not held
against the rota; neither is a run that is still open on the last day too short.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rostering.problem import Problem, RuleSpec, Violation, Worker
from rostering.rules.base import broken
from rostering.rules.wording import count, day_name, number


def runs(days: Iterable[int]) -> list[range]:
    """Return the maximal runs of consecutive days, in order.

    >>> runs({1, 2, 3, 7})
    [range(1, 4), range(7, 8)]
    """
    found: list[range] = []
    for day in sorted(set(days)):
        if found and found[-1].stop == day:
            found[-1] = range(found[-1].start, day + 1)
        else:
            found.append(range(day, day + 1))
    return found


def excess(run: range, most: int, fixed: Collection[int]) -> int:
    """Return by how many days a run is too long, those left out that come after fixed days alone.

    >>> excess(range(-3, 2), most=3, fixed={-3, -2, -1})
    2
    >>> excess(range(-3, 2), most=1, fixed={-3, -2, -1})
    2
    """
    known = set(fixed)
    stretches = (range(day, day + most + 1) for day in range(run.start, run.stop - most))
    return sum(not known.issuperset(stretch) for stretch in stretches)


def shortage(
    problem: Problem,
    spec: RuleSpec,
    run: range,
    least: int,
    fixed: Collection[int],
    *,
    past_known: bool = True,
) -> int:
    """Return by how many days a run that ends inside the rota is too short, if this rota decides it.

    The rota may end a run of the past on day 0; that counts only where the rule is soft, for nobody may be
    free to go on. ``past_known=False`` says that a run which touches day 0 may have begun any time before.
    """
    began = past_known or run.start > 0
    ended = 0 <= run.stop < problem.days
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


def run_words(problem: Problem, violation: Violation, one: str, many: str, which: str) -> str:
    """Say how long a run of so many days is, from when, and what the most or the least is."""
    length, limit = number(violation, "length"), number(violation, "limit")
    first = day_name(problem, number(violation, "first_day"))
    return f"{count(length, one, many)} in a row from {first}. The {which} is {limit}."
