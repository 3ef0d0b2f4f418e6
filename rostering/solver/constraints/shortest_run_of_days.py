"""Short runs of work: no day off, a short run, a day off."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shortest_run_of_days import ShortestRunOfDays
from rostering.solver.model import Known, Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    least, days = read(ShortestRunOfDays, spec).min_days, model.problem.days
    for worker in model.workers(spec):
        works = [model.works(worker, day) for day in range(days)]
        for length in range(1, least):
            for first in range(1, days - length):
                run = works[first : first + length]
                if any(known is not True for known in run):
                    borders = [_off(works[first - 1]), _off(works[first + length])]
                    model.forbid(spec, [*borders, *run], least - length)


def _off(known: Known) -> Known:
    return not known if isinstance(known, bool) else ~known
