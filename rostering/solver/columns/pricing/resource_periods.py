"""The periods of a contract along the horizon, each of which counts paid minutes from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.loops.layered_graph import PERIOD_END, LayeredGraph, MinutesResource
from rostering.solver.columns.pricing.resources import NO_MINUTES_COST, MinutesCost


@dataclass(frozen=True, slots=True)
class ResourcePeriod:
    """Days in a row whose paid minutes count towards one total, and what each total costs."""

    from_day: int
    to_day: int
    minutes_cost: MinutesCost


def minutes_resource(
    graph: LayeredGraph, periods: Sequence[ResourcePeriod], paid_min: Ints
) -> MinutesResource:
    """Return the minutes of the periods in units; ``paid_min`` is by pattern, days off last."""
    costs = [period.minutes_cost for period in periods]
    units = [0 * paid_min if cost is NO_MINUTES_COST else paid_min // cost.unit_min for cost in costs]
    sizes = [len(cost.cost_by_units) for cost in costs]
    return MinutesResource(
        step_period=np.cumsum(np.append(0, graph.step_day[:-1] == PERIOD_END)),
        day_units=np.array(units),
        least_units=np.array([cost.least_units for cost in costs]),
        most_units=np.array(sizes) - 1,
        saturates=np.array([cost.saturates for cost in costs]),
        cost_start=np.cumsum([0, *sizes[:-1]]),
        cost=np.concatenate([np.array(cost.cost_by_units) for cost in costs]),
    )
