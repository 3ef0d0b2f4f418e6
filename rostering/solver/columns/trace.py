"""The way back through the pricing kernel: which kind of day each day of the cheapest roster is.

Nothing but costs was stored on the way forward, so each step is found again as the one whose cost fits best.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from rostering.solver.columns.kernel import INF, Floats, Ints, _ready, _tabulate

DAY_OFF = -1
#: A step whose cost is off by less is the step that was taken: no better one needs to be looked for.
EXACT = 1e-9


@njit(cache=True, nogil=True)
def trace(
    shape: Any,
    cost: Floats,
    off: Floats,
    layers: Floats,
    ready: Floats,
    table: Floats,
    best: float,
    kinds: Ints,
) -> bool:
    """Write the kind of each day (`DAY_OFF` for none) into ``kinds``; return whether a way was found."""
    kinds[:] = DAY_OFF
    low, high = np.zeros(shape.longest + 1, np.int64), np.zeros(shape.longest + 1, np.int64)
    found, day, rest, weekend, count, minutes = _last(shape, layers, best)
    if not found:
        return False
    while day > 0:
        value = layers[day, rest, weekend, count, minutes]
        at_end = day == shape.days + 1
        gap, before, was = INF, -1, -1
        if not at_end:
            gap, before, was = _off_before(shape, off, layers, day, rest, weekend, count, minutes, value)
        if before == -2 and gap < 1e-6:
            return True
        if gap > 1e-6:
            border = shape.days if at_end else day - 1
            step = _stretch_before(
                shape,
                cost,
                off,
                layers,
                ready,
                table,
                low,
                high,
                day,
                border,
                rest,
                weekend,
                count,
                minutes,
                value,
            )
            if not step[0]:
                return False
            first, length, kind_class, inside, place, weekend, minutes, count = step[1:]
            _walk(
                shape, cost, table, low, high, first, length, at_end, rest, inside, place, kind_class, kinds
            )
            if kind_class == shape.history_class:
                return True
            day = first
            rest = _rest_of(shape, layers, day, kind_class, weekend, count, minutes)
            continue
        day, rest, weekend = day - 1, before, was
    return True


@njit(cache=True, nogil=True)
def _last(shape: Any, layers: Floats, best: float) -> tuple[bool, int, int, int, int, int]:
    """Return where the cheapest roster ends: whether found, layer, rest, weekends, count, minutes."""
    found, layer, rest, weekend, count, minutes = False, 0, 0, 0, 0, 0
    gap = 1e-6
    for at in range(shape.days, shape.days + 2):
        for r in range(shape.rests if at == shape.days else 1):
            for w in range(shape.weekends):
                for c in range(shape.counts):
                    more = shape.weekend_cost[w] + (shape.rest_cost[r] if at == shape.days else 0.0)
                    for m in range(shape.minutes + 1):
                        off_by = abs(layers[at, r, w, c, m] + more + shape.minutes_cost[m] - best)
                        if off_by < gap:
                            gap, found = off_by, True
                            layer, rest, weekend, count, minutes = at, r, w, c, m
    return found, layer, rest, weekend, count, minutes


@njit(cache=True, nogil=True)
def _off_before(
    shape: Any,
    off: Floats,
    layers: Floats,
    day: int,
    rest: int,
    weekend: int,
    count: int,
    minutes: int,
    value: float,
) -> tuple[float, int, int]:
    """Return how far off a day off before is, and rest and weekends before it; rest -2: before day 0."""
    gap, found, was = INF, -1, -1
    if day == 1 and shape.first_state >= 0:
        to = shape.leave_to[shape.first_state]
        if (
            to == rest
            and count == 0
            and minutes == 0
            and shape.off_weekend[0, shape.first_weekend] == weekend
        ):
            add = shape.first_cost + shape.leave_cost[shape.first_state] + off[0]
            return abs(add + shape.off_weekend_cost[0, shape.first_weekend] - value), -2, -1
        return gap, found, was
    for before in range(shape.rests):
        if shape.off_to[before] != rest:
            continue
        for earlier in range(shape.weekends):
            if shape.off_weekend[day - 1, earlier] != weekend:
                continue
            add = shape.off_cost[before] + off[day - 1] + shape.off_weekend_cost[day - 1, earlier]
            off_by = abs(layers[day - 1, before, earlier, count, minutes] + add - value)
            if off_by < gap:
                gap, found, was = off_by, before, earlier
    return gap, found, was


@njit(cache=True, nogil=True)
def _stretch_before(
    shape: Any,
    cost: Floats,
    off: Floats,
    layers: Floats,
    ready: Floats,
    table: Floats,
    low: Ints,
    high: Ints,
    day: int,
    border: int,
    rest: int,
    weekend: int,
    count: int,
    minutes: int,
    value: float,
) -> tuple[bool, int, int, int, int, int, int, int, int]:
    """Return the stretch that ends before ``border``: found, first, length, class, its count, place,
    and the weekends, minutes and count before it."""
    best = (False, 0, 0, 0, 0, 0, 0, 0, 0)
    gap = 1e-6
    at_end = border == shape.days
    everything = np.zeros((shape.days + 2, shape.weekends), np.int64)
    for length in range(1, min(shape.longest, border) + 1):
        first = border - length
        for kind_class in range(shape.entry_start.shape[0] - 1):
            goes_on = kind_class == shape.history_class
            if goes_on and first > 0:
                continue
            add = shape.stretch_cost[1 if goes_on else 0, first, length] + (0.0 if at_end else off[border])
            if add == INF or not _ready(
                shape, layers, first, kind_class, ready, goes_on, everything, everything + shape.minutes
            ):
                continue
            if _tabulate(shape, cost, first, length, kind_class, table, low, high) < length:
                continue
            for state in range(shape.states):
                if not at_end and shape.leave_to[state] != rest:
                    continue
                more = add + (0.0 if at_end else shape.leave_cost[state])
                for inside in range(shape.counts):
                    for place in range(high[length] - low[length] + 1):
                        here = table[length, state, inside, place] + more
                        by = low[length] + place
                        if here == INF or (by > minutes and not shape.saturates):
                            continue
                        for earlier in range(shape.weekends):
                            if shape.stretch_weekend[first, length, earlier] != weekend:
                                continue
                            total = here + shape.stretch_weekend_cost[first, length, earlier]
                            start, stop = minutes - by, minutes - by + 1
                            if shape.saturates and minutes == shape.minutes:
                                stop = minutes + 1
                            for had in range(shape.counts):
                                if shape.count_sum[had, inside] != count:
                                    continue
                                for m in range(max(0, start), stop):
                                    off_by = abs(ready[earlier, had, m] + total - value)
                                    if off_by < gap:
                                        gap = off_by
                                        best = (
                                            True,
                                            first,
                                            length,
                                            kind_class,
                                            inside,
                                            place,
                                            earlier,
                                            m,
                                            had,
                                        )
            if gap < EXACT:
                return best
    return best


@njit(cache=True, nogil=True)
def _walk(
    shape: Any,
    cost: Floats,
    table: Floats,
    low: Ints,
    high: Ints,
    first: int,
    length: int,
    at_end: bool,
    rest: int,
    count: int,
    place: int,
    kind_class: int,
    kinds: Ints,
) -> None:
    """Write the kinds of a stretch, its last day first."""
    _tabulate(shape, cost, first, length, kind_class, table, low, high)
    state, least = -1, INF
    for one in range(shape.states):
        if at_end or shape.leave_to[one] == rest:
            here = table[length, one, count, place] + (0.0 if at_end else shape.leave_cost[one])
            if here < least:
                least, state = here, one
    minutes = low[length] + place
    for done in range(length, 1, -1):
        day = first + done - 1
        value = table[done, state, count, minutes - low[done]]
        gap, chosen, before = INF, -1, 0
        for arc in range(shape.arc_from.shape[0]):
            kind = shape.arc_kind[arc]
            earlier = minutes - shape.kind_minutes[kind]
            if shape.arc_to[arc] != state or not low[done - 1] <= earlier <= high[done - 1]:
                continue
            step = cost[day, kind] + shape.arc_cost[arc]
            for had in range(shape.counts):
                if shape.count_sum[had, shape.kind_count[kind]] == count:
                    here = table[done - 1, shape.arc_from[arc], had, earlier - low[done - 1]] + step
                    if abs(here - value) < gap:
                        gap, chosen, before = abs(here - value), arc, had
        kind = shape.arc_kind[chosen]
        kinds[day] = kind
        state = shape.arc_from[chosen]
        minutes -= shape.kind_minutes[kind]
        count = before
    gap = INF
    for arc in range(shape.entry_start[kind_class], shape.entry_start[kind_class + 1]):
        kind = shape.entry_kind[arc]
        if (
            shape.entry_to[arc] == state
            and shape.kind_minutes[kind] == minutes
            and shape.kind_count[kind] == count
        ):
            here = cost[first, kind] + shape.entry_cost[arc]
            if here < gap:
                gap = here
                kinds[first] = kind


@njit(cache=True, nogil=True)
def _rest_of(
    shape: Any, layers: Floats, day: int, kind_class: int, weekend: int, count: int, minutes: int
) -> int:
    """Return the cheapest state of rest of a class."""
    found, least = 0, INF
    for rest in range(shape.rests):
        if shape.rest_class[rest] == kind_class and layers[day, rest, weekend, count, minutes] < least:
            least, found = layers[day, rest, weekend, count, minutes], rest
    return found
