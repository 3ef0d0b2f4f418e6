"""The periods of a contract along the horizon, as the pricing kernel counts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.loops.layered_graph import PERIOD_END, LayeredGraph, MinutesResource
from rostering.solver.columns.pricing.resources import NO_MINUTES_COST, MinutesCost


@dataclass(frozen=True, slots=True)
class ResourcePeriod:
    """Days in a row whose minutes count towards one total."""

    from_day: int
    to_day: int
    minutes_cost: MinutesCost


def minutes_resource(
    layers: LayeredGraph, stages: Sequence[ResourcePeriod], paid_min: Ints
) -> MinutesResource:
    """Return the minutes of the stages in units; ``paid_min`` is by kind, 0 for the day off at the end."""
    minutes = [stage.minutes_cost for stage in stages]
    units = [0 * paid_min if one is NO_MINUTES_COST else paid_min // one.unit_min for one in minutes]
    sizes = [len(one.cost_by_units) for one in minutes]
    return MinutesResource(
        step_period=np.cumsum(np.append(0, layers.step_day[:-1] == PERIOD_END)),
        day_units=np.array(units),
        least_units=np.array([one.least_units for one in minutes]),
        most_units=np.array(sizes) - 1,
        saturates=np.array([one.saturates for one in minutes]),
        cost_start=np.cumsum([0, *sizes[:-1]]),
        cost=np.concatenate([np.array(one.cost_by_units) for one in minutes]),
    )
