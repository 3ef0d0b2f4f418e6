"""What one search lets another know."""

from __future__ import annotations

from typing import NamedTuple

from rostering.solver.columns.bound.linear import Linear
from rostering.solver.columns.bound.master import Master
from rostering.solver.columns.bound.pool import Column
from rostering.solver.columns.loops.array_types import Floats


class Published(NamedTuple):
    """The columns of a root, and everyone's shares of them with cuts, once known."""

    columns: list[Column]
    shares: Floats | None = None

    @classmethod
    def of(cls, columns: Linear | Master, shares: Floats | None = None) -> Published:
        """Return what a master's columns let another know."""
        return cls(list(zip(columns.person, columns.chosen, columns.cost, strict=True)), shares)
