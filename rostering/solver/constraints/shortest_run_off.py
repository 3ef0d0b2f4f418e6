"""Short runs of days off: no day of work, a short run off, a day of work."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shortest_run_off import ShortestRunOff
from rostering.solver.model import Known, Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    least, days = read(ShortestRunOff, spec).min_days, model.problem.days
    for worker in model.workers(spec):
        works = [model.works(worker, day) for day in range(days)]
        for length in range(1, least):
            for first in range(1, days - length):
                borders = [works[first - 1], works[first + length]]
                if any(known is not True for known in borders):
                    run = [_off(known) for known in works[first : first + length]]
                    model.forbid(spec, [*borders, *run], least - length)


def _off(known: Known) -> Known:
    return not known if isinstance(known, bool) else ~known
