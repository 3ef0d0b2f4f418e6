"""What one column search tells another."""

from __future__ import annotations

from typing import NamedTuple

from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.master.bundle_master import BundleMaster
from rostering.solver.columns.master.restricted_master import Column
from rostering.solver.columns.master.simplex_master import SimplexMaster


class PublishedColumns(NamedTuple):
    """The columns of a root node, and their values with cuts once these are known."""

    columns: list[Column]
    column_values: Floats | None = None

    @classmethod
    def of(
        cls, master: SimplexMaster | BundleMaster, column_values: Floats | None = None
    ) -> PublishedColumns:
        """Return the columns of a master, ready to be told."""
        columns = zip(master.column_person, master.column_options, master.column_cost, strict=True)
        return cls(list(columns), column_values)
