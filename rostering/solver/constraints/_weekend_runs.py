"""The weekends of a person, as constraints on runs of them read them."""

from __future__ import annotations

from rostering.problem import Worker
from rostering.rules._weekends import weekends_ending_inside
from rostering.solver.constraints.model import Known, Model
from rostering.solver.constraints.weekends import weekend_worked


def weekends_worked(model: Model, worker: Worker, weekdays: tuple[str, ...], past: int) -> list[Known]:
    """Return whether each weekend of the horizon is worked, after as many before it as asked for."""
    inside = weekends_ending_inside(model.problem, weekdays)
    if not inside:
        return []
    first = inside[0]
    before = [range(first.start - 7 * back, first.stop - 7 * back) for back in range(past, 0, -1)]
    return [weekend_worked(model, worker, weekend) for weekend in before + inside]
