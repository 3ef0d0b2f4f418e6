"""The choice among whole rosters to the last digit, where a bound has to be proven: a linear programme.

HiGHS keeps it between calls, so each solve starts where the last one ended.
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

#: What it costs to leave someone without a roster; no sum of other costs comes near.
NOBODY = 1e6
#: Shares below this are none.
NOTHING = 1e-6
DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4
#: Rows times iterations after which HiGHS looks up, so that a stop is heard soon. It is not ended for that
#: and begun again: it would have to learn anew which rows matter, and from nothing may never come to its end.
SLICE = 2_000_000
#: Units of work of an iteration, and of each row and column in it.
ITERATION, LINE = 2e-5, 4e-8


class SimplexState(NamedTuple):
    """What a dive goes back to."""

    basis: highspy.HighsBasis
    values: Floats
    prices: Floats
    shares: Floats
    objective: float


class SimplexMaster(RestrictedMaster):
    """The restricted master problem as a linear programme.

    Attributes
    ----------
    objective, prices, shares, lacks
        After `solve`: the least cost, the prices of the rows, what everyone's roster costs at them, and
        whether somebody has none.
    """

    def __init__(self, board: LinkingConstraints) -> None:
        super().__init__(board)
        self.objective = np.inf
        self.cuts = CutPool(board)
        self._over: dict[int, int] = {}
        self._lp = highspy.Highs()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "off"),
        ):
            self._lp.setOptionValue(name, value)
        self._rows = len(board.rows.wanted)
        self._first = 0
        #: From nothing the dual simplex is the faster, from the last solution the primal.
        self._strategy = DUAL_SIMPLEX
        self._closed: set[int] = set()
        self._values: Floats = np.zeros(0)
        self.prices, self.shares = np.zeros(self._rows), np.zeros(len(board.people))
        self.cut_prices: Floats = np.zeros(0)
        self.lacks = True
        self._build()

    def _build(self) -> None:
        rows, lp = self.board.rows, self._lp
        for wanted in rows.wanted:
            lp.addRow(float(wanted), float(wanted), 0, np.array([], np.int32), np.array([]))
        for _ in self.board.people:
            lp.addRow(1.0, 1.0, 0, np.array([], np.int32), np.array([]))
        for costs, most, sign in (
            (rows.under_minimum, rows.minimum + rows.lowest, 1.0),
            (rows.under_wanted, rows.wanted - rows.minimum, 1.0),
            (rows.over, rows.largest, -1.0),
        ):
            for row in range(self._rows):
                if most[row] > 0:
                    if sign < 0:
                        self._over[row] = lp.getNumCol()
                    self._column(float(costs[row]), float(most[row]), [row], [sign])
        for person in range(len(self.board.people)):
            self._column(NOBODY, 1.0, [self._rows + person], [1.0])
        self._first = lp.getNumCol()

    def _column(self, cost: float, most: float, rows: Iterable[int], values: Iterable[float]) -> None:
        index, value = np.array(list(rows), np.int32), np.array(list(values), np.float64)
        self._lp.addCol(cost, 0.0, most, len(index), index, value)

    def _take(self, person: int, cost: float, rows: Ints, values: Floats) -> None:
        index, value = [*rows.tolist(), self._rows + person], [*values.tolist(), 1.0]
        if self.cuts.known:
            sums = np.zeros(self._rows)
            sums[rows] = values
            counted = self.cuts.counted(person, sums)
            inside = np.flatnonzero(counted)
            index += (self._rows + len(self.board.people) + inside).tolist()
            value += counted[inside].tolist()
        self._column(cost, 1.0, index, value)

    def cut(self, found: Iterable[SubsetRowCut]) -> None:
        """Keep shares from breaking some cuts more."""
        new = self.cuts.add(found)
        begin = len(self.cuts.known) - len(new)
        counted = np.array(
            [
                self.cuts.counted(person, self.board.counted(person, chosen))[begin:]
                for person, chosen in zip(self.person, self.chosen, strict=True)
            ]
        )
        for number, cut in enumerate(new):
            inside = np.flatnonzero(counted[:, number])
            beyond = [self._over[row] for row in cut.rows if row in self._over]
            index = np.array([*(self._first + inside), *beyond], np.int32)
            value = np.array([*counted[inside, number], *[-1.0] * len(beyond)])
            self._lp.addRow(-highspy.kHighsInf, float(cut.most), len(index), index, value)
        self._strategy = DUAL_SIMPLEX

    def solve(self, clock: Clock, should_stop: Callable[[], bool]) -> bool:
        """Solve the linear programme; return whether it came to an end before time or a stop."""
        self._lp.setOptionValue("simplex_strategy", self._strategy)
        lines, looked = self._lp.getNumRow() + self._lp.getNumCol(), 0
        often = max(100, SLICE // self._lp.getNumRow())

        def look_up(event: Any) -> None:
            nonlocal looked
            now = event.data_out.simplex_iteration_count
            if now >= looked + often:
                clock.meter.count((now - looked) * (ITERATION + LINE * lines))
                looked = now
                if should_stop() or clock.over:
                    event.interrupt()

        # For this call alone: HiGHS would keep whatever the function knows from being forgotten.
        self._lp.cbSimplexInterrupt.subscribe(look_up)
        self._lp.run()
        self._lp.cbSimplexInterrupt.unsubscribe(look_up)
        rest = max(0, self._lp.getInfo().simplex_iteration_count - looked)
        clock.meter.count(rest * (ITERATION + LINE * lines))
        done: bool = self._lp.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if done:
            self._strategy = PRIMAL_SIMPLEX
            solution = self._lp.getSolution()
            duals = np.array(solution.row_dual)
            self.prices, self.shares, cuts = np.split(
                duals, (self._rows, self._rows + len(self.board.people))
            )
            self.cut_prices = np.maximum(0.0, -cuts)
            values = np.array(solution.col_value)
            self._values = values[self._first :]
            self.lacks = bool(values[self._first - len(self.board.people) : self._first].sum() > NOTHING)
            self.objective = float(self._lp.getInfo().objective_function_value)
        return done

    @property
    def share(self) -> Floats:
        """Of each column, how much of it its person had when that was last solved."""
        return np.append(self._values, np.zeros(len(self.person) - len(self._values)))

    # -- what dives do

    def begin(self, prices: Floats) -> None:
        """Begin a dive."""

    def relax(self, people: Ints, clock: Clock, should_stop: Callable[[], bool]) -> bool:
        """Solve the linear programme; return whether to go on."""
        return self.solve(clock, should_stop)

    def close(self, person: int, columns: Iterable[int]) -> None:
        """Let a person have none of some columns."""
        for column in columns:
            self._closed.add(column)
            self._lp.changeColBounds(self._first + column, 0.0, 0.0)
        self._strategy = DUAL_SIMPLEX

    def is_open(self, column: int) -> bool:
        """Return whether a column may be had."""
        return column not in self._closed

    def remember(self) -> Callable[[], None]:
        """Return what opens all columns and brings back the shares and prices of now; columns stay."""
        state = SimplexState(self._lp.getBasis(), self._values, self.prices, self.shares, self.objective)
        return lambda: self._go_back(state)

    def _go_back(self, state: SimplexState) -> None:
        for column in self._closed:
            self._lp.changeColBounds(self._first + column, 0.0, 1.0)
        self._closed.clear()
        basis = highspy.HighsBasis()
        more = self._lp.getNumCol() - len(state.basis.col_status)
        basis.col_status = [*state.basis.col_status, *[highspy.HighsBasisStatus.kLower] * more]
        basis.row_status = state.basis.row_status
        self._lp.setBasis(basis)
        self._values, self.prices, self.shares = state.values, state.prices, state.shares
        self.objective, self._strategy = state.objective, PRIMAL_SIMPLEX

    def only(self, kept: NDArray[np.bool_]) -> SimplexMaster:
        """Forget all other columns; return itself."""
        gone = np.nonzero(~kept)[0]
        self._lp.deleteCols(len(gone), (self._first + gone).astype(np.int32))
        self._values = self.share[kept]
        self._keep(np.nonzero(kept)[0].tolist())
        return self
