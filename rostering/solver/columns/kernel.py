"""The compiled pricing kernel: the cheapest lawful roster of one person, exactly, in two stages.

First every stretch of work that begins on a day is tabulated: its cheapest cost by length, by the state in
which it leaves the person, by duties counted and by minutes in units. Then a programme over (day, state of
the days off, weekends, count, minutes) joins stretches and days off. The minutes are the innermost, dense
index, so that the compiler can work on several at once; nothing is stored to find the way back, which is
followed by comparing costs.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
INF = np.inf


class Shape(NamedTuple):
    """What does not change while one person's roster is priced; all indices are explained in `graph`."""

    days: int
    states: int
    rests: int
    weekends: int
    counts: int
    minutes: int
    longest: int
    saturates: bool
    # Work after work: (state, kind) -> state at a cost.
    arc_from: Ints
    arc_kind: Ints
    arc_to: Ints
    arc_cost: Floats
    # Work after days off, by class of the days off; the last class is work that goes on from before day 0.
    entry_start: Ints
    entry_kind: Ints
    entry_to: Ints
    entry_cost: Floats
    rest_class: Ints
    history_class: int
    # A day off after work, and after a day off.
    leave_to: Ints
    leave_cost: Floats
    off_to: Ints
    off_cost: Floats
    # Of each kind: minutes in units, and which count it makes; what two counts come to (-1: too many).
    kind_minutes: Ints
    kind_count: Ints
    count_sum: Ints
    # By first day and length of a stretch: its cost and what it does to the weekends.
    stretch_cost: Floats
    stretch_weekend: Ints
    stretch_weekend_cost: Floats
    off_weekend: Ints
    off_weekend_cost: Floats
    # The start, what has been paid by then, and what follows the end: by days off, weekends and minutes.
    first_rest: int
    first_state: int
    first_weekend: int
    first_cost: float
    rest_cost: Floats
    weekend_cost: Floats
    minutes_cost: Floats
    # The least minutes that can still reach the least asked for, by day.
    needed: Ints


@njit(cache=True, nogil=True)
def _tabulate(
    shape: Any, cost: Floats, first: int, longest: int, kind_class: int, table: Floats, low: Ints, high: Ints
) -> int:
    """Fill ``table[length, state, count, minutes - low[length]]`` for stretches from a day, up to a length.

    Return the longest length there is.
    """
    counts = shape.counts
    for length in range(1, longest + 1):
        day = first + length - 1
        least, most = 1 << 30, -1
        for kind in range(cost.shape[1]):
            if cost[day, kind] < INF:
                least = min(least, shape.kind_minutes[kind])
                most = max(most, shape.kind_minutes[kind])
        if most < 0:
            return length - 1
        low[length] = low[length - 1] + least
        high[length] = high[length - 1] + most
        table[length, :, :, : high[length] - low[length] + 1] = INF
        if length == 1:
            for arc in range(shape.entry_start[kind_class], shape.entry_start[kind_class + 1]):
                kind = shape.entry_kind[arc]
                value = cost[day, kind] + shape.entry_cost[arc]
                place = shape.kind_minutes[kind] - low[1]
                if value < table[1, shape.entry_to[arc], shape.kind_count[kind], place]:
                    table[1, shape.entry_to[arc], shape.kind_count[kind], place] = value
            continue
        width = high[length - 1] - low[length - 1] + 1
        for arc in range(shape.arc_from.shape[0]):
            kind = shape.arc_kind[arc]
            step = cost[day, kind] + shape.arc_cost[arc]
            if step == INF:
                continue
            shift = shape.kind_minutes[kind] + low[length - 1] - low[length]
            for count in range(counts):
                both = shape.count_sum[count, shape.kind_count[kind]]
                if both < 0:
                    continue
                before = table[length - 1, shape.arc_from[arc], count]
                after = table[length, shape.arc_to[arc], both]
                for place in range(width):
                    value = before[place] + step
                    if value < after[place + shift]:
                        after[place + shift] = value
    return longest


@njit(cache=True, nogil=True)
def _push(
    source: Floats, target: Floats, by: int, add: float, start: int, stop: int, saturates: bool
) -> None:
    """Lower ``target[m + by]`` to ``source[m] + add`` for m from ``start`` to before ``stop``."""
    top = target.shape[0] - 1
    inside = min(stop, top + 1 - by)
    for m in range(start, inside):
        value = source[m] + add
        target[m + by] = value if value < target[m + by] else target[m + by]
    if saturates:
        for m in range(max(start, inside), stop):
            value = source[m] + add
            target[top] = value if value < target[top] else target[top]


@njit(cache=True, nogil=True)
def _close(shape: Any, table: Floats, length: int, width: int, closed: Floats, at_end: bool) -> None:
    """Fold the states of stretches of a length into what comes after: a rest state, or the end (place 0)."""
    closed[:, :, :width] = INF
    for state in range(shape.states):
        to = 0 if at_end else shape.leave_to[state]
        add = 0.0 if at_end else shape.leave_cost[state]
        if to < 0:
            continue
        for count in range(shape.counts):
            for place in range(width):
                value = table[length, state, count, place] + add
                if value < closed[to, count, place]:
                    closed[to, count, place] = value


@njit(cache=True, nogil=True)
def forward(
    shape: Any, cost: Floats, off: Floats, layers: Floats, ready: Floats, table: Floats, closed: Floats
) -> float:
    """Fill ``layers[day, rest, weekends, count, minutes]`` and return the least cost of a whole roster.

    Layer ``days`` has the days off at the end, layer ``days + 1`` (place 0) rosters that end with work.
    """
    days, counts = shape.days, shape.counts
    layers[: days + 2] = INF
    low, high = np.zeros(shape.longest + 1, np.int64), np.zeros(shape.longest + 1, np.int64)
    width = shape.minutes + 1
    # Which minutes can have been worked, by day and state of the weekends.
    size = (days + 2, shape.weekends)
    least, most = np.full(size, width), np.full(size, -1)
    if shape.first_state < 0:
        layers[0, shape.first_rest, shape.first_weekend, 0, 0] = shape.first_cost
        least[0, shape.first_weekend] = most[0, shape.first_weekend] = 0
    for first in range(days):
        for rest in range(shape.rests):
            _rest_day(shape, off, layers, first, rest, least, most)
        for kind_class in range(shape.entry_start.shape[0] - 1):
            goes_on = kind_class == shape.history_class
            if goes_on and first > 0:
                continue
            if not _ready(shape, layers, first, kind_class, ready, goes_on, least, most):
                continue
            longest = min(shape.longest, days - first)
            longest = _tabulate(shape, cost, first, longest, kind_class, table, low, high)
            for length in range(1, longest + 1):
                add = shape.stretch_cost[1 if goes_on else 0, first, length]
                at_end = first + length == days
                if add == INF or (not at_end and off[first + length] == INF):
                    continue
                if not at_end:
                    add += off[first + length]
                layer = days + 1 if at_end else first + length + 1
                span = high[length] - low[length] + 1
                _close(shape, table, length, span, closed, at_end)
                for to in range(1 if at_end else shape.rests):
                    for count in range(counts):
                        for place in range(span):
                            value = closed[to, count, place] + add
                            if value == INF:
                                continue
                            by = low[length] + place
                            for weekend in range(shape.weekends):
                                start, stop = least[first, weekend], most[first, weekend] + 1
                                if goes_on:
                                    start, stop = 0, int(weekend == shape.first_weekend)
                                begin = max(start, shape.needed[min(layer, days)] - by)
                                if begin >= stop:
                                    continue
                                after = shape.stretch_weekend[first, length, weekend]
                                if after < 0:
                                    continue
                                least[layer, after] = min(least[layer, after], begin + by, shape.minutes)
                                most[layer, after] = max(
                                    most[layer, after], min(stop - 1 + by, shape.minutes)
                                )
                                more = value + shape.stretch_weekend_cost[first, length, weekend]
                                for had in range(counts):
                                    both = shape.count_sum[had, count]
                                    if both < 0:
                                        continue
                                    _push(
                                        ready[weekend, had],
                                        layers[layer, to, after, both],
                                        by,
                                        more,
                                        begin,
                                        stop,
                                        shape.saturates,
                                    )
    best = INF
    for rest in range(shape.rests):
        best = min(best, _total(shape, layers[days, rest]) + shape.rest_cost[rest])
    return min(best, _total(shape, layers[days + 1, 0]))


@njit(cache=True, nogil=True)
def _rest_day(shape: Any, off: Floats, layers: Floats, day: int, rest: int, least: Ints, most: Ints) -> None:
    """Take one more day off, from a state of rest or, on day 0, after work before the horizon."""
    if day == 0 and shape.first_state >= 0 and rest == 0:
        to, add = shape.leave_to[shape.first_state], shape.leave_cost[shape.first_state] + off[0]
        after = shape.off_weekend[0, shape.first_weekend]
        if to >= 0 and add < INF and after >= 0:
            add += shape.first_cost + shape.off_weekend_cost[0, shape.first_weekend]
            layers[1, to, after, 0, 0] = add
            least[1, after], most[1, after] = 0, max(most[1, after], 0)
    add = shape.off_cost[rest] + off[day]
    if add == INF:
        return
    for weekend in range(shape.weekends):
        after = shape.off_weekend[day, weekend]
        if after >= 0 and most[day, weekend] >= 0:
            least[day + 1, after] = min(least[day + 1, after], least[day, weekend])
            most[day + 1, after] = max(most[day + 1, after], most[day, weekend])
            more = add + shape.off_weekend_cost[day, weekend]
            for count in range(shape.counts):
                _push(
                    layers[day, rest, weekend, count],
                    layers[day + 1, shape.off_to[rest], after, count],
                    0,
                    more,
                    max(least[day, weekend], shape.needed[day + 1]),
                    most[day, weekend] + 1,
                    False,
                )


@njit(cache=True, nogil=True)
def _ready(
    shape: Any,
    layers: Floats,
    day: int,
    kind_class: int,
    ready: Floats,
    goes_on: bool,
    least: Ints,
    most: Ints,
) -> bool:
    """Put into ``ready`` the cheapest ways to stand before work of a class; return whether there is one."""
    ready[:] = INF
    if goes_on:
        ready[shape.first_weekend, 0, 0] = shape.first_cost
        return True
    found = False
    for rest in range(shape.rests):
        if shape.rest_class[rest] == kind_class:
            for weekend in range(shape.weekends):
                for count in range(shape.counts):
                    before = layers[day, rest, weekend, count]
                    after = ready[weekend, count]
                    for m in range(least[day, weekend], most[day, weekend] + 1):
                        after[m] = before[m] if before[m] < after[m] else after[m]
            found = True
    return found


@njit(cache=True, nogil=True)
def _total(shape: Any, layer: Floats) -> float:
    best = INF
    for weekend in range(shape.weekends):
        for count in range(shape.counts):
            more = shape.weekend_cost[weekend]
            if more < INF:
                for m in range(layer.shape[2]):
                    value = layer[weekend, count, m] + shape.minutes_cost[m] + more
                    best = value if value < best else best
    return best


def span_of(shape: Shape) -> int:
    """Return how many sums of minutes one stretch can have; somebody may have no kind of work at all."""
    if not len(shape.kind_minutes):
        return 2
    return int(shape.longest * np.ptp(shape.kind_minutes)) + 2


def sizes(shape: Shape) -> tuple[tuple[int, ...], ...]:
    """Return how large the arrays are that `forward` works in: layers, ready, table, closed."""
    width, span = shape.minutes + 1, span_of(shape)
    return (
        (shape.days + 2, shape.rests, shape.weekends, shape.counts, width),
        (shape.weekends, shape.counts, width),
        (shape.longest + 1, shape.states, shape.counts, span),
        (shape.rests, shape.counts, span),
    )


def is_close(one: float, two: float) -> bool:
    """Return whether two costs are the same but for rounding."""
    return math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-7)
