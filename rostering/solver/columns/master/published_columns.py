"""What one search lets another know."""

from __future__ import annotations

from typing import NamedTuple

from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.master.bundle_master import BundleMaster
from rostering.solver.columns.master.restricted_master import Column
from rostering.solver.columns.master.simplex_master import SimplexMaster


class PublishedColumns(NamedTuple):
    """The columns of a root, and everyone's shares of them with cuts, once known."""

    columns: list[Column]
    shares: Floats | None = None

    @classmethod
    def of(cls, columns: SimplexMaster | BundleMaster, shares: Floats | None = None) -> PublishedColumns:
        """Return what a master's columns let another know."""
        return cls(list(zip(columns.person, columns.chosen, columns.cost, strict=True)), shares)
