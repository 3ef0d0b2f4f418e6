"""The restricted master problem of a proximal bundle method, solved approximately by first-order steps.

The dual prices are held near a stability centre by a quadratic term (Kiwiel 1990, doi:10.1007/BF01585731;
Briant and others 2008, doi:10.1007/s10107-006-0079-z). Seen from the primal side this is an augmented
Lagrangian: column values and the price of each row follow one another. It is solved to about a ten-thousandth
of the cost by pairwise Frank-Wolfe steps (`loops.pairwise_frank_wolfe`), in a small part of the time that a
simplex method takes. Dives need no more, and the Lagrangian bound is valid at any dual prices.
`SimplexMaster` solves the same master, without the quadratic term, exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.pairwise_frank_wolfe import (
    ColumnMatrix,
    RowCostSlopes,
    pairwise_frank_wolfe,
    reduced_costs,
    update_duals,
)
from rostering.solver.columns.master.linking_rows import LinkingConstraints, LinkingRows
from rostering.solver.columns.master.restricted_master import RestrictedMaster
from rostering.solver.core.clock import Clock, Meter

Number = TypeVar("Number", np.float64, np.int64)

#: Passes over all people between two questions whether to stop.
CHUNK = 10
#: The step size in a dive: large enough that rosters of nearly equal cost share the duties.
DIVE_STEP_SIZE = 0.2
#: The most passes between two pricings of a dive, and the share of the cost that may be left to gain.
PASSES, TOLERANCE = 40, 1e-4
#: Units of work for each entry of a column that is looked at.
ENTRY = 1.5e-9


class BundleState(NamedTuple):
    """The part of a master's state that a dive restores at its end."""

    column_values: Floats
    stability_centre: Floats
    step_size: float


class BundleMaster(RestrictedMaster):
    """The restricted master with a proximal term.

    Attributes
    ----------
    column_values : array
        Of each column, its value, 0 to 1.
    duals : array
        The dual price of each row at these values.
    stability_centre : array
        The dual prices of rows whose sum is just what is wanted.
    step_size : float
        How far a price moves for one unit too many or too few, as a share of all prices that the row can
        have. It is the inverse of the proximal weight.
    """

    def __init__(self, linking: LinkingConstraints) -> None:
        super().__init__(linking)
        rows, people = len(linking.rows.wanted), len(linking.people)
        self._row_cost_slopes = slopes_of(linking.rows)
        price_range = self._row_cost_slopes.over + self._row_cost_slopes.deep
        usual = float(np.median(price_range[price_range > 0])) if price_range.any() else 1.0
        #: The range of each row's price; compulsory rows, which are far dearer, move as others do.
        self._dual_scale = np.minimum(price_range, 2 * usual)
        self.stability_centre, self.duals = np.zeros(rows), np.zeros(rows)
        self.step_size = 0.0
        self._row_sums = np.zeros(rows)
        #: Whether each person has a column that is allowed.
        self._has_column = np.zeros(people, bool)
        # The columns as a sparse matrix, in arrays that grow; see `ColumnMatrix`.
        self._entry_start = np.zeros(1, np.int64)
        self._entry_row, self._entry_value = np.empty(0, np.int64), np.empty(0)
        self._entry_count = 0
        self._costs, self._values = np.empty(0), np.empty(0)
        self._allowed = np.empty(0, np.int64)
        self._person_start: Ints = np.zeros(people + 1, np.int64)
        self._column_order: Ints = np.empty(0, np.int64)

    # -- columns

    def _append_column(self, person: int, cost: float, rows: Ints, values: Floats) -> None:
        column, first, end = len(self.column_person) - 1, self._entry_count, self._entry_count + len(rows)
        if end > len(self._entry_row):
            self._entry_row, self._entry_value = _grown(self._entry_row, end), _grown(self._entry_value, end)
        if column >= len(self._costs):
            self._costs, self._values = _grown(self._costs, column + 1), _grown(self._values, column + 1)
            self._allowed = _grown(self._allowed, column + 1)
            self._entry_start = _grown(self._entry_start, column + 2)
        self._entry_row[first:end], self._entry_value[first:end] = rows, values
        self._entry_count = end
        self._entry_start[column + 1] = end
        self._costs[column], self._allowed[column], self._values[column] = cost, 1, 0.0
        if not self._has_column[person]:
            self._shift_value(column, 1.0)
            self._has_column[person] = True

    @property
    def column_values(self) -> Floats:
        """Of each column, its value, 0 to 1."""
        return self._values[: len(self.column_person)]

    @property
    def is_incomplete(self) -> bool:
        """Whether somebody has no column that is allowed."""
        return not self._has_column.all()

    @property
    def objective(self) -> float:
        """What columns and rows cost at the present values; infinite while the master is incomplete."""
        if self.is_incomplete:
            return np.inf
        column_costs = self._costs[: len(self.column_person)] @ self.column_values
        return float(column_costs + self.linking.rows.cost(self._row_sums).sum())

    def _shift_value(self, column: int, change: float) -> None:
        """Change the value of a column, and the sums of the rows with it."""
        entries = slice(self._entry_start[column], self._entry_start[column + 1])
        self._values[column] += change
        self._row_sums[self._entry_row[entries]] += change * self._entry_value[entries]

    def forbid_columns(self, person: int, columns: Iterable[int]) -> None:
        """Fix some columns of a person at zero; the value that they had goes to the others of the person."""
        lost = 0.0
        for column in columns:
            self._allowed[column] = 0
            lost += self._values[column]
            self._shift_value(column, -self._values[column])
        allowed = [column for column in self._columns_by_person[person] if self._allowed[column]]
        if not allowed:
            self._has_column[person] = False
        elif lost > 0:
            values = self._values[allowed]
            if values.sum() <= 0:
                values = np.zeros(len(allowed))
                values[np.argmin(self.reduced_costs(allowed, self.duals))] = 1.0
            for column, change in zip(allowed, lost * values / values.sum(), strict=True):
                if change > 0:
                    self._shift_value(column, change)

    def is_allowed(self, column: int) -> bool:
        """Return whether a column is not fixed at zero."""
        return bool(self._allowed[column])

    def reduced_costs(self, columns: Iterable[int], duals: Floats) -> Floats:
        """Return the reduced costs of some columns: what they cost less what they earn in the rows."""
        reduced: Floats = reduced_costs(self._column_matrix(), np.fromiter(columns, np.int64), duals)
        return reduced

    def keep_only(self, kept: NDArray[np.bool_]) -> BundleMaster:
        """Return a master with some of the columns, whose values are scaled up to 1 for each person."""
        master = BundleMaster(self.linking)
        for column in np.nonzero(kept)[0].tolist():
            master.add(self.column_person[column], self.column_options[column], self.column_cost[column])
        values, people = self.column_values[kept], np.array(master.column_person, np.int64)
        totals = np.zeros(len(self._columns_by_person))
        np.add.at(totals, people, values)
        totals[totals <= 0] = 1.0
        master._restore(BundleState(values / totals[people], self.stability_centre, self.step_size))
        return master

    # -- solving

    def _column_matrix(self) -> ColumnMatrix:
        column_count = len(self.column_person)
        if len(self._column_order) < column_count:
            self._column_order = np.array(
                [column for columns in self._columns_by_person for column in columns], np.int64
            )
            self._person_start[1:] = np.cumsum([len(columns) for columns in self._columns_by_person])
        return ColumnMatrix(
            self._entry_start,
            self._entry_row,
            self._entry_value,
            self._costs,
            self._allowed,
            self._person_start,
            self._column_order,
        )

    def optimise(
        self, people: Ints, passes: int, tolerance: float, meter: Meter, should_stop: Callable[[], bool]
    ) -> None:
        """Improve the column values of some people until they could gain no more than the tolerance.

        Ends after so many passes over these people, or when a stop is asked for.
        """
        stiffness = self.step_size * self._dual_scale
        update_duals(self._row_cost_slopes, self._row_sums, self.stability_centre, stiffness, self.duals)
        matrix = self._column_matrix()
        for _ in range(0, passes, CHUNK):
            gain, work = pairwise_frank_wolfe(
                self._row_cost_slopes,
                matrix,
                people,
                CHUNK,
                tolerance,
                stiffness,
                self.stability_centre,
                self._values,
                self._row_sums,
                self.duals,
            )
            meter.count(ENTRY * work)
            if gain <= tolerance or should_stop():
                return

    # -- dives

    def begin_dive(self, duals: Floats) -> None:
        """Begin a dive at some dual prices."""
        self.duals, self.step_size = duals.copy(), DIVE_STEP_SIZE

    def reoptimise(self, people: Ints, clock: Clock, should_stop: Callable[[], bool]) -> bool:
        """Improve the column values of some people around the present prices; return whether to go on."""
        self.stability_centre = self.duals.copy()
        tolerance = 0.0 if self.is_incomplete else TOLERANCE * abs(self.objective)
        self.optimise(people, PASSES, tolerance, clock.meter, should_stop)
        return not should_stop()

    def warm_start(self, column_values: Floats, duals: Floats) -> None:
        """Start from these column values and dual prices."""
        self._restore(BundleState(np.maximum(column_values, 0.0), duals.copy(), DIVE_STEP_SIZE))
        self.duals = duals.copy()

    def save_state(self) -> Callable[[], None]:
        """Return a function that allows all columns and restores the present values and stability centre.

        Columns that are added meanwhile stay.
        """
        state = BundleState(self.column_values.copy(), self.stability_centre.copy(), self.step_size)
        return lambda: self._restore(state)

    def _restore(self, state: BundleState) -> None:
        saved = len(state.column_values)
        self._allowed[:] = 1
        self._values[:] = 0.0
        self._values[:saved] = state.column_values
        self._row_sums[:] = 0.0
        in_use = np.zeros(len(self._columns_by_person), bool)
        for column in np.nonzero(self._values[: len(self.column_person)])[0]:
            entries = slice(self._entry_start[column], self._entry_start[column + 1])
            self._row_sums[self._entry_row[entries]] += self._values[column] * self._entry_value[entries]
            in_use[self.column_person[column]] = True
        self._has_column = in_use
        for person in np.nonzero(~in_use)[0]:
            if self._columns_by_person[person]:
                self._shift_value(self._columns_by_person[person][0], 1.0)
                self._has_column[person] = True
        self.stability_centre, self.step_size = state.stability_centre.copy(), state.step_size


def _grown(array: NDArray[Number], size: int) -> NDArray[Number]:
    """Return a copy of the array with zeros at its end, twice as long as asked for."""
    grown = np.zeros(2 * size, array.dtype)
    grown[: len(array)] = array
    return grown


def slopes_of(rows: LinkingRows) -> RowCostSlopes:
    """Return the cost of a unit in each row; of the two costs below the wanted sum the lower comes first."""
    below_minimum = np.where(rows.minimum + rows.max_below_zero > 0, rows.under_minimum, np.inf)
    below_wanted = np.where(rows.wanted > rows.minimum, rows.under_wanted, np.inf)
    under, deep = np.minimum(below_minimum, below_wanted), np.maximum(below_minimum, below_wanted)
    under = np.where(np.isinf(under), 0.0, under)
    cheaper_units = np.where(
        below_wanted <= below_minimum, rows.wanted - rows.minimum, rows.minimum + rows.max_below_zero
    )
    kink = rows.wanted - cheaper_units
    return RowCostSlopes(rows.wanted, kink, rows.over, under, np.where(np.isinf(deep), under, deep))
