"""Runs of days that are too long or too short, as constraints."""

from __future__ import annotations

from collections.abc import Sequence

from rostering.problem import RuleSpec
from rostering.solver.model import Known, Model


def negated(known: Known) -> Known:
    """Return whether something is not so."""
    return not known if isinstance(known, bool) else ~known


def charge(model: Model, spec: RuleSpec, known: Sequence[Known], amount: int = 1) -> None:
    """Let a soft rule cost ``amount`` units if these are all true, even where nothing is left to decide."""
    if all(one is True for one in known):
        model.penalise_unless(spec, amount, False)
    else:
        model.forbid(spec, known, amount)


def forbid_long(model: Model, spec: RuleSpec, days: Sequence[Known], most: int) -> None:
    """Forbid, among days in order, each ``most + 1`` in a row that are all of a run."""
    for first in range(len(days) - most):
        model.forbid(spec, days[first : first + most + 1])


def forbid_short(model: Model, spec: RuleSpec, days: Sequence[Known], least: int, past_days: int) -> None:
    """Forbid, among days in order, each run of fewer than ``least`` that this rota ends.

    The first ``past_days`` of the days, at least one, lie before the horizon.
    """
    for stop in range(past_days, len(days)):
        for length in range(1, min(least, stop)):
            run = days[stop - length : stop]
            whole = [negated(days[stop - length - 1]), *run, negated(days[stop])]
            if any(known is not True for known in run):
                model.forbid(spec, whole, least - length)
            elif stop == past_days and not spec.hard:
                charge(model, spec, whole, least - length)
