"""A board as arrays for the compiled moves of annealing: options, automata, sums and rows of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.annealing_state import (
    UNAVAILABLE,
    AutomatonArrays,
    CounterArrays,
    CurrentRoster,
    OptionArrays,
    RowCostArrays,
)
from rostering.solver.columns.loops.array_types import INF, Ints
from rostering.solver.columns.loops.layered_graph import DAY_OFF
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.transition_tables import TransitionTable
from rostering.solver.columns.pricing.worker_pricing import WorkerPricing


class AnnealingArrays:
    """A board as arrays.

    Attributes
    ----------
    options, automata, counters, rows
        As in `annealing_state`.
    current : CurrentRoster
        Everybody's first state, and no duties yet.
    option_order : list of (int, array)
        Of each person, their first option, and for each option its place on the board.
    """

    def __init__(self, board: ProblemDecomposition) -> None:
        self._people = people = board.people
        rows = board.rows
        tables = [person.automaton_tables() for person in people]
        self.option_order: list[tuple[int, Ints]] = []
        self.options = self._options(board, tables)
        self.automata, start = _automata([[table for table, _ in mine] for mine in tables])
        self.counters = _counters(people)
        self.rows = RowCostArrays(rows.wanted, rows.minimum, rows.under_minimum, rows.under_wanted, rows.over)
        days = board.problem.days
        self.current = CurrentRoster(
            option=np.full((len(people), days), DAY_OFF),
            state=np.repeat(start[:, None], days + 1, axis=1),
            step_cost=np.zeros((len(start), days)),
            period_units=np.zeros(len(self.counters.cost_start), np.int64),
            consumed=np.zeros(len(self.counters.maximum)),
            row_sums=np.zeros(len(rows.wanted)),
        )

    def _options(
        self, board: ProblemDecomposition, tables: Sequence[Sequence[tuple[TransitionTable, Ints]]]
    ) -> OptionArrays:
        days, nothing = board.problem.days, len(board.problem.shifts)
        of = np.full((len(board.people), nothing + 1), UNAVAILABLE)
        first = np.zeros((len(board.people), days + 1), np.int64)
        parts, at = [], 0
        for number, (person, mine) in enumerate(zip(board.people, tables, strict=True)):
            order = np.flatnonzero(person.option_cost < INF)
            order = order[np.argsort(person.option_day[order], kind="stable")]
            on, shift = person.option_day[order], person.option_shift[order]
            first[number] = at + np.searchsorted(on, np.arange(days + 1))
            of[number, shift[shift >= 0]] = at + np.flatnonzero(shift >= 0)
            self.option_order.append((at, order))
            at += len(order)
            programme, kind = person.base_graph.path_problem, person.base_graph.pattern_of[order]
            units = programme.minutes.day_units[programme.period_of_day[on], kind]
            weight = [limit.consumption[order] for limit in person.limits]
            kinds = [kind_of[order] for _, kind_of in mine]
            parts.append(
                (
                    np.where(shift < 0, nothing, shift)[:, None],
                    person.option_cost[order][:, None],
                    board.option_rows[number][order],
                    board.option_coefficients[number][order],
                    units[:, None],
                    np.array(weight).reshape(len(weight), len(order)).T,
                    np.array(kinds).reshape(len(kinds), len(order)).T,
                )
            )
        shifts, own, row, sign, units, weights, kind = (_stacked(part) for part in zip(*parts, strict=True))
        off = np.array([person.day_off_cost for person in board.people])
        return OptionArrays(
            first, shifts[:, 0], own[:, 0], row, sign, units[:, 0], weights.astype(np.float64), kind, off, of
        )

    def load(self, chosen: Sequence[Ints]) -> None:
        """Put down everyone's roster, as places on the board; sums and states are left to the moves."""
        self.current.option[:] = DAY_OFF
        for number, (person, taken) in enumerate(zip(self._people, chosen, strict=True)):
            first, order = self.option_order[number]
            mine = np.flatnonzero(np.isin(order, taken))
            self.current.option[number, person.option_day[order[mine]]] = first + mine

    def chosen_options(self, option: Ints) -> list[Ints]:
        """Return everyone's options as places on the board."""
        return [
            order[mine[mine >= 0] - first]
            for mine, (first, order) in zip(option, self.option_order, strict=True)
        ]


def _stacked(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return tables one below the other, as wide as the widest."""
    found = np.zeros((sum(len(part) for part in parts), max(part.shape[1] for part in parts)), parts[0].dtype)
    at = 0
    for part in parts:
        found[at : at + len(part), : part.shape[1]] = part
        at += len(part)
    return found


def _automata(tables: Sequence[Sequence[TransitionTable]]) -> tuple[AutomatonArrays, Ints]:
    """Return everybody's automata in one, equal ones once; and in which state each begins."""
    different = {id(table): table for mine in tables for table in mine}
    at = dict(zip(different, np.cumsum([0, *(len(one.target) for one in different.values())]), strict=False))
    last = dict(
        zip(different, np.cumsum([0, *(len(one.final_cost) for one in different.values())]), strict=False)
    )
    every = [table for mine in tables for table in mine]
    found = AutomatonArrays(
        first=np.cumsum([0, *(len(mine) for mine in tables)]),
        pattern_count=np.array([table.pattern_count for table in every]),
        offset=np.array([at[id(table)] + table.offset for table in every]),
        final_start=np.array([last[id(table)] for table in every]),
        target=np.concatenate([table.target for table in different.values()]),
        cost=np.concatenate([table.cost for table in different.values()]),
        final_cost=np.concatenate([table.final_cost for table in different.values()]),
    )
    return found, np.array([table.start for table in every])


def _counters(people: Sequence[WorkerPricing]) -> CounterArrays:
    totals = [person.base_graph.path_problem.minutes for person in people]
    stages = np.cumsum([0, *(len(one.least_units) for one in totals)])
    prices = np.cumsum([0, *(len(one.cost) for one in totals)])
    limits = [limit for person in people for limit in person.limits]
    every = list(zip(people, stages, strict=False))
    return CounterArrays(
        period=np.array([stage + person.base_graph.path_problem.period_of_day for person, stage in every]),
        cost_start=np.concatenate([at + one.cost_start for at, one in zip(prices, totals, strict=False)]),
        most_units=np.concatenate([one.most_units for one in totals]),
        saturates=np.concatenate([one.saturates for one in totals]),
        minutes_cost=np.concatenate([one.cost for one in totals]),
        first_limit=np.cumsum([0, *(len(person.limits) for person in people)]),
        maximum=np.array([limit.maximum for limit in limits], np.float64),
        unit_cost=np.array([limit.max_multiplier for limit in limits], np.float64),
    )
