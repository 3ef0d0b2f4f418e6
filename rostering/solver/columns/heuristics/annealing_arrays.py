"""A whole problem as arrays for the compiled moves of annealing: options, automata, sums and linking rows."""

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
    """A whole problem and a roster of it as arrays.

    Attributes
    ----------
    options, automata, counters, rows
        As in `annealing_state`.
    current : CurrentRoster
        The roster on which moves work; at first nobody has a duty.
    option_order : list of (int, array)
        Of each person, the number of the first option here, and for each option here its place among the
        person's options in the decomposition.
    """

    def __init__(self, decomposition: ProblemDecomposition) -> None:
        self._people = people = decomposition.people
        rows = decomposition.rows
        tables = [person.automaton_tables() for person in people]
        self.option_order: list[tuple[int, Ints]] = []
        self.options = self._options(decomposition, tables)
        self.automata, start = _automata([[table for table, _ in of_person] for of_person in tables])
        self.counters = _counters(people)
        self.rows = RowCostArrays(rows.wanted, rows.minimum, rows.under_minimum, rows.under_wanted, rows.over)
        days = decomposition.problem.days
        self.current = CurrentRoster(
            option=np.full((len(people), days), DAY_OFF),
            state=np.repeat(start[:, None], days + 1, axis=1),
            step_cost=np.zeros((len(start), days)),
            period_units=np.zeros(len(self.counters.cost_start), np.int64),
            consumed=np.zeros(len(self.counters.maximum)),
            row_sums=np.zeros(len(rows.wanted)),
        )

    def _options(
        self, decomposition: ProblemDecomposition, tables: Sequence[Sequence[tuple[TransitionTable, Ints]]]
    ) -> OptionArrays:
        people, problem = decomposition.people, decomposition.problem
        no_shift = len(problem.shifts)
        option_of_shift = np.full((len(people), no_shift + 1), UNAVAILABLE)
        first = np.zeros((len(people), problem.days + 1), np.int64)
        parts, count = [], 0
        for person, (pricing, of_person) in enumerate(zip(people, tables, strict=True)):
            order = np.flatnonzero(pricing.option_cost < INF)
            order = order[np.argsort(pricing.option_day[order], kind="stable")]
            day, shift = pricing.option_day[order], pricing.option_shift[order]
            first[person] = count + np.searchsorted(day, np.arange(problem.days + 1))
            option_of_shift[person, shift[shift >= 0]] = count + np.flatnonzero(shift >= 0)
            self.option_order.append((count, order))
            count += len(order)
            path_problem, pattern = pricing.base_graph.path_problem, pricing.base_graph.pattern_of[order]
            units = path_problem.minutes.day_units[path_problem.period_of_day[day], pattern]
            consumption = [limit.consumption[order] for limit in pricing.limits]
            patterns = [pattern_of[order] for _, pattern_of in of_person]
            parts.append(
                (
                    np.where(shift < 0, no_shift, shift)[:, None],
                    pricing.option_cost[order][:, None],
                    decomposition.option_rows[person][order],
                    decomposition.option_coefficients[person][order],
                    units[:, None],
                    np.array(consumption).reshape(len(consumption), len(order)).T,
                    np.array(patterns).reshape(len(patterns), len(order)).T,
                )
            )
        shifts, costs, rows, coefficients, units, weights, kinds = (
            _stacked(part) for part in zip(*parts, strict=True)
        )
        return OptionArrays(
            first=first,
            shift=shifts[:, 0],
            cost=costs[:, 0],
            row=rows,
            sign=coefficients,
            units=units[:, 0],
            consumption=weights.astype(np.float64),
            pattern=kinds,
            day_off_cost=np.array([pricing.day_off_cost for pricing in people]),
            option_of_shift=option_of_shift,
        )

    def load(self, chosen: Sequence[Ints]) -> None:
        """Take everyone's chosen options as the current roster; sums and states are left to the moves."""
        self.current.option[:] = DAY_OFF
        for person, (pricing, options) in enumerate(zip(self._people, chosen, strict=True)):
            first, order = self.option_order[person]
            places = np.flatnonzero(np.isin(order, options))
            self.current.option[person, pricing.option_day[order[places]]] = first + places

    def chosen_options(self, option: Ints) -> list[Ints]:
        """Return a roster, by person and day the option here, as everyone's chosen options."""
        return [
            order[options[options >= 0] - first]
            for options, (first, order) in zip(option, self.option_order, strict=True)
        ]


def _stacked(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return tables one below the other, filled up with zeros to the width of the widest."""
    height, width = sum(len(part) for part in parts), max(part.shape[1] for part in parts)
    stacked = np.zeros((height, width), np.result_type(*parts))
    first = 0
    for part in parts:
        stacked[first : first + len(part), : part.shape[1]] = part
        first += len(part)
    return stacked


def _automata(tables: Sequence[Sequence[TransitionTable]]) -> tuple[AutomatonArrays, Ints]:
    """Return everyone's automata in one, equal ones once, and the state in which each begins."""
    different = {id(table): table for of_person in tables for table in of_person}
    target_counts = [len(table.target) for table in different.values()]
    final_counts = [len(table.final_cost) for table in different.values()]
    first_target = dict(zip(different, np.cumsum([0, *target_counts]), strict=False))
    first_final = dict(zip(different, np.cumsum([0, *final_counts]), strict=False))
    every = [table for of_person in tables for table in of_person]
    arrays = AutomatonArrays(
        first=np.cumsum([0, *(len(of_person) for of_person in tables)]),
        pattern_count=np.array([table.pattern_count for table in every]),
        offset=np.array([first_target[id(table)] + table.offset for table in every]),
        final_start=np.array([first_final[id(table)] for table in every]),
        target=np.concatenate([table.target for table in different.values()]),
        cost=np.concatenate([table.cost for table in different.values()]),
        final_cost=np.concatenate([table.final_cost for table in different.values()]),
    )
    return arrays, np.array([table.start for table in every])


def _counters(people: Sequence[WorkerPricing]) -> CounterArrays:
    minutes = [pricing.base_graph.path_problem.minutes for pricing in people]
    first_period = np.cumsum([0, *(len(resource.least_units) for resource in minutes)])
    first_price = np.cumsum([0, *(len(resource.cost) for resource in minutes)])
    limits = [limit for pricing in people for limit in pricing.limits]
    return CounterArrays(
        period=np.array(
            [
                first + pricing.base_graph.path_problem.period_of_day
                for pricing, first in zip(people, first_period, strict=False)
            ]
        ),
        cost_start=np.concatenate(
            [first + resource.cost_start for first, resource in zip(first_price, minutes, strict=False)]
        ),
        most_units=np.concatenate([resource.most_units for resource in minutes]),
        saturates=np.concatenate([resource.saturates for resource in minutes]),
        minutes_cost=np.concatenate([resource.cost for resource in minutes]),
        first_limit=np.cumsum([0, *(len(pricing.limits) for pricing in people)]),
        maximum=np.array([limit.maximum for limit in limits], np.float64),
        unit_cost=np.array([limit.max_multiplier for limit in limits], np.float64),
    )
