"""The restricted master problem as a linear programme, solved exactly by the simplex method of HiGHS.

HiGHS keeps the programme between calls, so each solve starts from the basis of the last one. Huangfu and
Hall, "Parallelizing the dual revised simplex method", 2018, doi:10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.linking_rows import LinkingConstraints
from rostering.solver.columns.master.restricted_master import RestrictedMaster
from rostering.solver.columns.master.subset_row_cuts import CutPool, SubsetRowCut
from rostering.solver.core.clock import Clock

#: The cost of leaving someone without a roster; no sum of other costs comes near.
NOBODY = 1e6
#: Column values below this count as zero.
ZERO = 1e-6
#: Values of the HiGHS option ``simplex_strategy``.
DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4
#: Rows times iterations after which HiGHS calls back, so that a stop is heard soon. Ending the solve instead
#: and starting it again would lose the edge weights; from an empty master it might never come to an end.
SLICE = 2_000_000
#: Units of work of an iteration, and of each row and column in it.
ITERATION, LINE = 2e-5, 4e-8


class SimplexState(NamedTuple):
    """The part of a master's state that a dive restores at its end."""

    basis: highspy.HighsBasis
    column_values: Floats
    duals: Floats
    convexity_duals: Floats
    objective: float


class SimplexMaster(RestrictedMaster):
    """The restricted master, solved by HiGHS.

    Attributes
    ----------
    objective : float
        The least cost, after `solve`.
    duals, convexity_duals, cut_duals : array
        The dual prices of linking rows, of the convexity row of each person, and of cuts (not negative),
        after `solve`. A convexity price is what the roster of that person costs at the other prices.
    is_incomplete : bool
        Whether somebody had no roster in the solution.
    cut_pool : CutPool
        The cuts that column values keep.
    """

    def __init__(self, linking: LinkingConstraints) -> None:
        super().__init__(linking)
        self.objective = np.inf
        self.cut_pool = CutPool(linking)
        #: By row: the variable of what is beyond the wanted sum.
        self._over_variables: dict[int, int] = {}
        self._lp = highspy.Highs()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "off"),
        ):
            self._lp.setOptionValue(name, value)
        self._row_count = len(linking.rows.wanted)
        #: The variable of the first column; row and convexity slacks come before.
        self._first_column = 0
        #: From nothing the dual simplex is the faster, from the last solution the primal.
        self._simplex_strategy = DUAL_SIMPLEX
        self._forbidden: set[int] = set()
        self._values: Floats = np.zeros(0)
        self.duals, self.convexity_duals = np.zeros(self._row_count), np.zeros(len(linking.people))
        self.cut_duals: Floats = np.zeros(0)
        self.is_incomplete = True
        self._build()

    def _build(self) -> None:
        """Add the linking rows, the convexity rows, and the variables that are no columns."""
        rows, lp = self.linking.rows, self._lp
        for wanted in rows.wanted:
            lp.addRow(float(wanted), float(wanted), 0, np.array([], np.int32), np.array([]))
        for _ in self.linking.people:
            lp.addRow(1.0, 1.0, 0, np.array([], np.int32), np.array([]))
        for costs, most, sign in (
            (rows.under_minimum, rows.minimum + rows.max_below_zero, 1.0),
            (rows.under_wanted, rows.wanted - rows.minimum, 1.0),
            (rows.over, rows.max_sum, -1.0),
        ):
            for row in range(self._row_count):
                if most[row] > 0:
                    if sign < 0:
                        self._over_variables[row] = lp.getNumCol()
                    self._add_variable(float(costs[row]), float(most[row]), [row], [sign])
        for person in range(len(self.linking.people)):
            self._add_variable(NOBODY, 1.0, [self._row_count + person], [1.0])
        self._first_column = lp.getNumCol()

    def _add_variable(self, cost: float, most: float, rows: Iterable[int], values: Iterable[float]) -> None:
        index, value = np.array(list(rows), np.int32), np.array(list(values), np.float64)
        self._lp.addCol(cost, 0.0, most, len(index), index, value)

    def _append_column(self, person: int, cost: float, rows: Ints, values: Floats) -> None:
        index, value = [*rows.tolist(), self._row_count + person], [*values.tolist(), 1.0]
        if self.cut_pool.cuts:
            sums = np.zeros(self._row_count)
            sums[rows] = values
            coefficients = self.cut_pool.coefficients(person, sums)
            cuts = np.flatnonzero(coefficients)
            index += (self._row_count + len(self.linking.people) + cuts).tolist()
            value += coefficients[cuts].tolist()
        self._add_variable(cost, 1.0, index, value)

    def add_cuts(self, cuts: Iterable[SubsetRowCut]) -> None:
        """Add those cuts that are new."""
        new = self.cut_pool.add(cuts)
        first = len(self.cut_pool.cuts) - len(new)
        coefficients = np.array(
            [
                self.cut_pool.coefficients(person, self.linking.row_sums(person, chosen))[first:]
                for person, chosen in zip(self.column_person, self.column_options, strict=True)
            ]
        )
        for number, cut in enumerate(new):
            columns = np.flatnonzero(coefficients[:, number])
            over = [self._over_variables[row] for row in cut.rows if row in self._over_variables]
            index = np.array([*(self._first_column + columns), *over], np.int32)
            value = np.array([*coefficients[columns, number], *[-1.0] * len(over)])
            self._lp.addRow(-highspy.kHighsInf, float(cut.right_hand_side), len(index), index, value)
        self._simplex_strategy = DUAL_SIMPLEX

    def solve(self, clock: Clock, should_stop: Callable[[], bool]) -> bool:
        """Solve the linear programme; return whether it was solved before time was over or a stop came."""
        self._lp.setOptionValue("simplex_strategy", self._simplex_strategy)
        lines, iterations = self._lp.getNumRow() + self._lp.getNumCol(), 0
        interval = max(100, SLICE // self._lp.getNumRow())

        def look_up(event: Any) -> None:
            nonlocal iterations
            now = event.data_out.simplex_iteration_count
            if now >= iterations + interval:
                clock.meter.count((now - iterations) * (ITERATION + LINE * lines))
                iterations = now
                if should_stop() or clock.over:
                    event.interrupt()

        # For this call alone: HiGHS would keep alive whatever the function refers to.
        self._lp.cbSimplexInterrupt.subscribe(look_up)
        self._lp.run()
        self._lp.cbSimplexInterrupt.unsubscribe(look_up)
        uncounted = max(0, self._lp.getInfo().simplex_iteration_count - iterations)
        clock.meter.count(uncounted * (ITERATION + LINE * lines))
        solved: bool = self._lp.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if solved:
            self._simplex_strategy = PRIMAL_SIMPLEX
            solution, people = self._lp.getSolution(), len(self.linking.people)
            row_duals = np.array(solution.row_dual)
            self.duals, self.convexity_duals, of_cuts = np.split(
                row_duals, (self._row_count, self._row_count + people)
            )
            self.cut_duals = np.maximum(0.0, -of_cuts)
            values = np.array(solution.col_value)
            self._values = values[self._first_column :]
            self.is_incomplete = bool(values[self._first_column - people : self._first_column].sum() > ZERO)
            self.objective = float(self._lp.getInfo().objective_function_value)
        return solved

    @property
    def column_values(self) -> Floats:
        """Of each column, its value in the last solution; 0 for columns that were added since."""
        return np.append(self._values, np.zeros(len(self.column_person) - len(self._values)))

    # -- dives

    def begin_dive(self, duals: Floats) -> None:
        """Begin a dive; the dual prices come from the linear programme."""

    def reoptimise(self, people: Ints, clock: Clock, should_stop: Callable[[], bool]) -> bool:
        """Solve the linear programme; return whether to go on."""
        return self.solve(clock, should_stop)

    def forbid_columns(self, person: int, columns: Iterable[int]) -> None:
        """Fix some columns of a person at zero."""
        for column in columns:
            self._forbidden.add(column)
            self._lp.changeColBounds(self._first_column + column, 0.0, 0.0)
        self._simplex_strategy = DUAL_SIMPLEX

    def is_allowed(self, column: int) -> bool:
        """Return whether a column is not fixed at zero."""
        return column not in self._forbidden

    def save_state(self) -> Callable[[], None]:
        """Return a function that allows all columns and restores the present solution.

        Columns that are added meanwhile stay.
        """
        state = SimplexState(
            self._lp.getBasis(), self._values, self.duals, self.convexity_duals, self.objective
        )
        return lambda: self._restore(state)

    def _restore(self, state: SimplexState) -> None:
        for column in self._forbidden:
            self._lp.changeColBounds(self._first_column + column, 0.0, 1.0)
        self._forbidden.clear()
        basis = highspy.HighsBasis()
        added = self._lp.getNumCol() - len(state.basis.col_status)
        basis.col_status = [*state.basis.col_status, *[highspy.HighsBasisStatus.kLower] * added]
        basis.row_status = state.basis.row_status
        self._lp.setBasis(basis)
        self._values, self.duals = state.column_values, state.duals
        self.convexity_duals = state.convexity_duals
        self.objective, self._simplex_strategy = state.objective, PRIMAL_SIMPLEX

    def keep_only(self, kept: NDArray[np.bool_]) -> SimplexMaster:
        """Delete all other columns; return the master itself."""
        deleted = np.nonzero(~kept)[0]
        self._lp.deleteCols(len(deleted), (self._first_column + deleted).astype(np.int32))
        self._values = self.column_values[kept]
        self._retain(np.nonzero(kept)[0].tolist())
        return self
