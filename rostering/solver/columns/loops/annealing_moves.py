"""The compiled moves of simulated annealing: one change of duties after another, priced from what it touches.

A move changes a day or two of one person, or lets two people swap what they do on some days. What it costs is
read from the automata of these people between the days that change and the day from which on their states
are as before, from their totals, and from the rows in which their duties count (Kirkpatrick, Gelatt and
Vecchi 1983, "Optimization by simulated annealing").
"""

from __future__ import annotations

import numpy as np

from rostering.solver.columns.loops.annealing_state import (
    UNAVAILABLE,
    AutomatonArrays,
    CounterArrays,
    CurrentRoster,
    OptionArrays,
    RowCostArrays,
)
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import DAY_OFF

#: A random number below these means a move of one day, of two days of one person, of days in a row of two
#: people; else two people swap two single days.
ONE_DAY, TWO_DAYS, DAYS_IN_A_ROW = 0.1, 0.3, 0.6
#: The most days in a row that two people swap.
LONGEST_SWAP = 10
#: Differences of cost and amounts below this are none.
TOLERANCE = 1e-9


@compiled
def begin(
    options: OptionArrays,
    automata: AutomatonArrays,
    counters: CounterArrays,
    rows: RowCostArrays,
    current: CurrentRoster,
) -> float:
    """Fill in states and totals of a roster; return what it costs, infinite if somebody's is not lawful."""
    current.period_units[:], current.consumed[:] = 0, 0.0
    current.row_sums[:], current.step_cost[:] = 0.0, 0.0
    cost = 0.0
    for row in range(rows.wanted.shape[0]):
        cost += _row_cost(rows, row, 0.0)
    people, days = options.day_off_cost.shape
    for person in range(people):
        for automaton in range(automata.first[person], automata.first[person + 1]):
            current.state[automaton, 1:] = 0
            cost += automata.final_cost[automata.final_start[automaton]]
        for day in range(days):
            option = current.option[person, day]
            cost += options.cost[option] if option >= 0 else options.day_off_cost[person, day]
            cost += _count_option(options, counters, rows, current, person, day, option, 1)
        transitions = _automata_change(options, automata, current, person, 0, days, True)
        cost += _counter_cost(counters, current, person) + transitions
    return cost


@compiled
def anneal(
    options: OptionArrays,
    automata: AutomatonArrays,
    counters: CounterArrays,
    rows: RowCostArrays,
    current: CurrentRoster,
    best: Ints,
    cost: float,
    best_cost: float,
    temperature: float,
    moves: int,
    seed: int,
    uphill: Floats,
) -> tuple[float, float]:
    """Try so many moves; return what the roster costs then, and the best one, which is put into ``best``.

    A move that raises the cost by ``d`` is accepted with the probability ``exp(-d / temperature)``. By how
    much such moves raise it is put into ``uphill``, as far as there is room.

    Arrays are copied item by item, because copies of slices take seconds to compile.
    """
    np.random.seed(seed)
    people, days = options.day_off_cost.shape
    person_wish, other_wish = np.empty(days, np.int64), np.empty(days, np.int64)
    uphill_moves = 0
    for _ in range(moves):
        person, other = np.random.randint(people), np.random.randint(people)
        kind = np.random.random()
        day, last = np.random.randint(days), np.random.randint(days)
        if kind < ONE_DAY:
            last = day
        elif TWO_DAYS <= kind < DAYS_IN_A_ROW:
            last = min(day + np.random.randint(LONGEST_SWAP), days - 1)
        elif last < day:
            day, last = last, day
        both = kind >= TWO_DAYS
        person_options, other_options = person_wish[: last + 1 - day], other_wish[: last + 1 - day]
        if both:
            if person == other or not _propose_swap(
                options, current, person, other, day, kind, person_options, other_options
            ):
                continue
        elif not _propose_change(options, current, person, day, person_options):
            continue
        change = _apply(options, automata, current, person, day, person_options)
        if both:
            change += _apply(options, automata, current, other, day, other_options)
        if change < INF:
            after = current.option[person, day : last + 1]
            change += _recount(options, counters, rows, current, person, day, person_options, after)
            if both:
                after = current.option[other, day : last + 1]
                change += _recount(options, counters, rows, current, other, day, other_options, after)
            if 0.0 < change < INF and uphill_moves < uphill.shape[0]:
                uphill[uphill_moves] = change
                uphill_moves += 1
            if change <= 0.0 or change <= -temperature * np.log(1.0 - np.random.random()):
                _automata_change(options, automata, current, person, day, last, True)
                if both:
                    _automata_change(options, automata, current, other, day, last, True)
                cost += change
                if cost < best_cost - TOLERANCE:
                    best_cost = cost
                    for row in range(people):
                        for column in range(days):
                            best[row, column] = current.option[row, column]
                continue
            after = current.option[person, day : last + 1]
            _recount(options, counters, rows, current, person, day, after, person_options)
            if both:
                after = current.option[other, day : last + 1]
                _recount(options, counters, rows, current, other, day, after, other_options)
        for place in range(person_options.shape[0]):
            current.option[person, day + place] = person_options[place]
            if both:
                current.option[other, day + place] = other_options[place]
    return cost, best_cost


# -- which moves


@compiled
def _propose_change(options: OptionArrays, current: CurrentRoster, person: int, day: int, wish: Ints) -> bool:
    """Write into ``wish`` another option for the first and last of some days; return whether both differ."""
    last = wish.shape[0] - 1
    for place in range(last + 1):
        wish[place] = current.option[person, day + place]
    for place in (0, last):
        first, end = options.first[person, day + place], options.first[person, day + place + 1]
        number = np.random.randint(first, end + 1)
        option = DAY_OFF if number == end else number
        if option == current.option[person, day + place]:
            return False
        wish[place] = option
    return True


@compiled
def _propose_swap(
    options: OptionArrays,
    current: CurrentRoster,
    person: int,
    other: int,
    day: int,
    kind: float,
    person_wish: Ints,
    other_wish: Ints,
) -> bool:
    """Write down for two people what the other does; return whether both can, and anything changes."""
    differs, last = False, person_wish.shape[0] - 1
    for place in range(last + 1):
        person_option, other_option = current.option[person, day + place], current.option[other, day + place]
        person_wish[place], other_wish[place] = person_option, other_option
        if kind < DAYS_IN_A_ROW or place == 0 or place == last:
            person_wish[place] = other_wish[place] = DAY_OFF
            if other_option >= 0:
                person_wish[place] = options.option_of_shift[person, options.shift[other_option]]
            if person_option >= 0:
                other_wish[place] = options.option_of_shift[other, options.shift[person_option]]
            if person_wish[place] == UNAVAILABLE or other_wish[place] == UNAVAILABLE:
                return False
            differs = differs or person_wish[place] != person_option
    return differs


# -- what they cost


@compiled
def _apply(
    options: OptionArrays,
    automata: AutomatonArrays,
    current: CurrentRoster,
    person: int,
    day: int,
    wish: Ints,
) -> float:
    """Exchange what a person does from a day on with ``wish``; return by how much their automata cost more.

    Totals and states stay as they were.
    """
    for place in range(wish.shape[0]):
        wish[place], current.option[person, day + place] = current.option[person, day + place], wish[place]
    last = day + wish.shape[0] - 1
    return float(_automata_change(options, automata, current, person, day, last, False))


@compiled
def _automata_change(
    options: OptionArrays,
    automata: AutomatonArrays,
    current: CurrentRoster,
    person: int,
    first: int,
    last: int,
    keeps: bool,
) -> float:
    """Return by how much a person's automata cost more, now that the days from first to last have changed.

    With ``keeps`` the new states and costs are kept.
    """
    days, first_automaton = options.day_off_cost.shape[1], automata.first[person]
    change = 0.0
    for automaton in range(first_automaton, automata.first[person + 1]):
        state = current.state[automaton, first]
        for day in range(first, days + 1):
            if day > last and state == current.state[automaton, day]:
                break
            if day == days:
                start = automata.final_start[automaton]
                before = automata.final_cost[start + current.state[automaton, day]]
                change += automata.final_cost[start + state] - before
                if keeps:
                    current.state[automaton, day] = state
                break
            option, patterns = current.option[person, day], automata.pattern_count[automaton]
            pattern = options.pattern[option, automaton - first_automaton] if option >= 0 else patterns - 1
            transition = automata.offset[automaton, day] + state * patterns + pattern
            if automata.target[transition] < 0:
                return INF
            change += automata.cost[transition] - current.step_cost[automaton, day]
            if keeps:
                current.state[automaton, day] = state
                current.step_cost[automaton, day] = automata.cost[transition]
            state = automata.target[transition]
    return change


@compiled
def _recount(
    options: OptionArrays,
    counters: CounterArrays,
    rows: RowCostArrays,
    current: CurrentRoster,
    person: int,
    first: int,
    before: Ints,
    after: Ints,
) -> float:
    """Count what a person does from a day on in place of what was; return what all of that costs more."""
    change = -_counter_cost(counters, current, person)
    for place in range(before.shape[0]):
        day, old, new = first + place, before[place], after[place]
        if old != new:
            change -= options.cost[old] if old >= 0 else options.day_off_cost[person, day]
            change += options.cost[new] if new >= 0 else options.day_off_cost[person, day]
            change += _count_option(options, counters, rows, current, person, day, old, -1)
            change += _count_option(options, counters, rows, current, person, day, new, 1)
    return float(change + _counter_cost(counters, current, person))


@compiled
def _count_option(
    options: OptionArrays,
    counters: CounterArrays,
    rows: RowCostArrays,
    current: CurrentRoster,
    person: int,
    day: int,
    option: int,
    times: int,
) -> float:
    """Add an option to the totals (``times`` 1) or take it away (-1); return what the rows cost more."""
    if option < 0:
        return 0.0
    current.period_units[counters.period[person, day]] += times * options.units[option]
    first_limit = counters.first_limit[person]
    for limit in range(first_limit, counters.first_limit[person + 1]):
        current.consumed[limit] += times * options.consumption[option, limit - first_limit]
    change = 0.0
    for place in range(options.row.shape[1]):
        row, by = options.row[option, place], times * options.sign[option, place]
        if by != 0.0:
            change -= _row_cost(rows, row, current.row_sums[row])
            current.row_sums[row] += by
            change += _row_cost(rows, row, current.row_sums[row])
    return change


@compiled
def _row_cost(rows: RowCostArrays, row: int, total: float) -> float:
    """Return what a row costs at a sum."""
    wanted, minimum = rows.wanted[row], rows.minimum[row]
    if total >= wanted:
        return float(rows.over[row] * (total - wanted))
    short = rows.under_wanted[row] * (wanted - max(total, minimum))
    return float(short + rows.under_minimum[row] * max(0.0, minimum - total))


@compiled
def _counter_cost(counters: CounterArrays, current: CurrentRoster, person: int) -> float:
    """Return what the minutes and limits of a person cost; a begun unit of a limit counts whole."""
    cost, days = 0.0, counters.period.shape[1]
    for period in range(counters.period[person, 0], counters.period[person, days - 1] + 1):
        units, most = current.period_units[period], counters.most_units[period]
        if units > most and not counters.saturates[period]:
            return INF
        cost += counters.minutes_cost[counters.cost_start[period] + min(units, most)]
    for limit in range(counters.first_limit[person], counters.first_limit[person + 1]):
        excess = current.consumed[limit] - counters.maximum[limit]
        if excess > TOLERANCE:
            cost += counters.unit_cost[limit] * np.ceil(excess - TOLERANCE)
    return float(cost)
