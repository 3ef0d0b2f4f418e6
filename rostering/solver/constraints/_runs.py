"""Runs of days that are too long or too short, as constraints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

from rostering.problem import RuleSpec, Worker
from rostering.solver.constraints.model import Known, Model


def negated(known: Known) -> Known:
    """Return whether something is not so."""
    return not known if isinstance(known, bool) else ~known


def charge(model: Model, spec: RuleSpec, known: Sequence[Known], amount: int = 1) -> None:
    """Let a soft rule cost ``amount`` units if these are all true, even where nothing is left to decide."""
    if all(part is True for part in known):
        model.penalise_unless(spec, amount, False)
    else:
        model.forbid(spec, known, amount)


#: What makes a day of a person part of a run, and the most or the least days of a run.
RunOf: TypeAlias = tuple[Callable[[Worker, int], Known], int]


def runs_of_types(model: Model, limits: Iterable[tuple[str, int]]) -> list[RunOf]:
    """Return the limits of rules about the days on which duties of one type are worked."""
    return [(partial(model.works_type, type_key=type_key), limit) for type_key, limit in limits]


def forbid_long_runs(model: Model, spec: RuleSpec, limits: Iterable[RunOf]) -> None:
    """Forbid each run of one day more than the most."""
    for worker in model.workers(spec):
        for works, most in limits:
            days = [works(worker, day) for day in range(-most, model.problem.days + most)]
            for first in range(len(days) - most):
                model.forbid(spec, days[first : first + most + 1])


def forbid_short_runs(
    model: Model,
    spec: RuleSpec,
    limits: Iterable[RunOf],
    *,
    past_known: bool = True,
    standalone: bool = False,
) -> None:
    """Forbid each run that this rota ends before the least number of days.

    With no past known, day 0 stands for the days before it: a run that touches it is not forbidden. A
    ``standalone`` rota ends a run on its last day.
    """
    for worker in model.workers(spec):
        for works, least in limits:
            past = -max(1, least) if past_known else 0
            days = [works(worker, day) for day in range(past, model.problem.days)]
            if standalone:
                days.append(works(worker, model.problem.days))
            forbid_short(model, spec, days, least, max(1, -past))


def forbid_short(model: Model, spec: RuleSpec, days: Sequence[Known], least: int, past_days: int) -> None:
    """Forbid the short runs among days in order; the first ``past_days``, at least one, have passed."""
    for stop in range(past_days, len(days)):
        for length in range(1, min(least, stop)):
            run = days[stop - length : stop]
            whole = [negated(days[stop - length - 1]), *run, negated(days[stop])]
            if any(known is not True for known in run):
                model.forbid(spec, whole, least - length)
            elif stop == past_days and not spec.hard:
                charge(model, spec, whole, least - length)
