"""What one search lets another know."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.linear import Linear
from rostering.solver.columns.master import Master

#: A person's number, their roster and what it costs them.
Column: TypeAlias = tuple[int, Ints, float]


class Published(NamedTuple):
    """The columns of a root, and everyone's shares of them with cuts, once known."""

    columns: list[Column]
    shares: Floats | None = None

    @classmethod
    def of(cls, columns: Linear | Master, shares: Floats | None = None) -> Published:
        """Return what a master's columns let another know."""
        return cls(list(zip(columns.person, columns.chosen, columns.cost, strict=True)), shares)
