"""The periods of a contract along the horizon, as the pricing kernel counts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rostering.solver.columns.loops.kernel import PAY, Ints, Layers, Totals
from rostering.solver.columns.people.totals import NO_TOTAL, MinutesTotal


@dataclass(frozen=True, slots=True)
class Stage:
    """Days in a row whose minutes count towards one total."""

    from_day: int
    to_day: int
    minutes: MinutesTotal


def totals_of(layers: Layers, stages: Sequence[Stage], paid_min: Ints) -> Totals:
    """Return the minutes of the stages in units; ``paid_min`` is by kind, 0 for the day off at the end."""
    minutes = [stage.minutes for stage in stages]
    units = [0 * paid_min if one is NO_TOTAL else paid_min // one.unit_min for one in minutes]
    sizes = [len(one.costs) for one in minutes]
    return Totals(
        stage=np.cumsum(np.append(0, layers.day[:-1] == PAY)),
        units=np.array(units),
        least=np.array([one.least for one in minutes]),
        most=np.array(sizes) - 1,
        saturates=np.array([one.saturates for one in minutes]),
        start=np.cumsum([0, *sizes[:-1]]),
        price=np.concatenate([np.array(one.costs) for one in minutes]),
    )
