"""Short runs of days off: no day of work, a short run off, a day of work."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import known_from, read
from rostering.rules.shortest_run_off import ShortestRunOff
from rostering.solver.constraints._runs import negated
from rostering.solver.constraints.model import Known, Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits, days = read(ShortestRunOff, spec), model.problem.days
    least = limits.min_days
    for worker in model.workers(spec):
        works: list[Known] = [model.works(worker, day) for day in range(-least, days)]
        if limits.standalone:
            works.append(True)
            if known_from(model.problem, worker) == 0 and least:
                works[least - 1] = True
        for stop in range(least, len(works)):
            for length in range(1, least):
                borders = [works[stop - length - 1], works[stop]]
                if any(known is not True for known in borders):
                    run = [negated(known) for known in works[stop - length : stop]]
                    model.forbid(spec, [*borders, *run], least - length)
