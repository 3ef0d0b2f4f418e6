"""What one search lets another know."""

from __future__ import annotations

from typing import NamedTuple

from rostering.solver.columns.kernel import Floats
from rostering.solver.columns.linear import Linear
from rostering.solver.columns.master import Master
from rostering.solver.columns.pool import Column


class Published(NamedTuple):
    """The columns of a root, and everyone's shares of them with cuts, once known."""

    columns: list[Column]
    shares: Floats | None = None

    @classmethod
    def of(cls, columns: Linear | Master, shares: Floats | None = None) -> Published:
        """Return what a master's columns let another know."""
        return cls(list(zip(columns.person, columns.chosen, columns.cost, strict=True)), shares)
