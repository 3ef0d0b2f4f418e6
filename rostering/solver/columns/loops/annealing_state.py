"""What the compiled moves of simulated annealing work on: options, automata, totals and rows as arrays.

They are defined here because compiled functions are kept under the names of the classes that they are given.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.loops.array_types import Floats, Ints

#: Stands for an option that a person does not have, as `DAY_OFF` does for a day without one.
UNAVAILABLE = -2


class OptionArrays(NamedTuple):
    """Everybody's options, one after another by person and day."""

    #: By person and day: the first option; one entry more than days.
    first: Ints
    #: By option: its shift, and what it costs the person.
    shift: Ints
    cost: Floats
    #: By option and place: the rows in which it counts, and +1 or -1 there (0: none).
    row: Ints
    sign: Floats
    #: By option: its paid minutes in units of the period.
    units: Ints
    #: By option and limit of the person: what it consumes.
    consumption: Floats
    #: By option and automaton of the person: its pattern.
    pattern: Ints
    #: By person and day: what a day off costs.
    day_off_cost: Floats
    #: By person and shift: the option, or `UNAVAILABLE`.
    option_of_shift: Ints


class AutomatonArrays(NamedTuple):
    """Everybody's automata; their transitions by day, state and pattern lie one after another."""

    #: By person: the first automaton; one entry more than people.
    first: Ints
    #: By automaton: its patterns, by day where its transitions begin, and where its final costs begin.
    pattern_count: Ints
    offset: Ints
    final_start: Ints
    #: By transition: the next state (-1: forbidden), and the cost.
    target: Ints
    cost: Floats
    final_cost: Floats


class CounterArrays(NamedTuple):
    """What is added up for people: minutes by contract period, and what each limit counts."""

    #: By person and day: the period.
    period: Ints
    #: By period: where its costs begin in ``minutes_cost``, the most units told apart, and whether more are
    #: lawful and count as the most.
    cost_start: Ints
    most_units: Ints
    saturates: NDArray[np.bool_]
    minutes_cost: Floats
    #: By person: the first limit; one entry more than people.
    first_limit: Ints
    #: By limit: the maximum, and what a unit beyond it costs.
    maximum: Floats
    unit_cost: Floats


class RowCostArrays(NamedTuple):
    """By row: the wanted and the minimum sum, and what a unit below either of them or beyond costs."""

    wanted: Floats
    minimum: Floats
    under_minimum: Floats
    under_wanted: Floats
    over: Floats


class CurrentRoster(NamedTuple):
    """A roster with all that is counted in it."""

    #: By person and day: the option, or `DAY_OFF`.
    option: Ints
    #: By automaton and day: the state before the day (one entry more than days), and the cost of the day.
    state: Ints
    step_cost: Floats
    #: By period its units, by limit what is consumed, and by row its sum.
    period_units: Ints
    consumed: Floats
    row_sums: Floats
