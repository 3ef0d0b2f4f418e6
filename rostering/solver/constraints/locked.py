"""Locks: locked duties are worked, locked days off are free."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model; a lock on a duty that can never be leaves no rota."""
    for worker in model.workers(spec):
        for key in worker.locked:
            variable = model.x.get((worker.key, key))
            model.cp.add_bool_or([] if variable is None else [variable])
        for _, variable in model.open_shifts(worker, worker.locked_off):
            model.forbid(spec, [variable])
