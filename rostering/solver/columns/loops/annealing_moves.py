"""The compiled moves of annealing: one change of duties after another, each priced from what it touches.

A move changes a day or two of one person, or lets two people exchange what they do on some days. What it
costs is read from the automata of these people between the days that change and the day from which on their
states are as before, from their sums, and from the rows in which their duties count.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.loops.compiled import compiled
from rostering.solver.columns.loops.layered_graph import DAY_OFF

#: Below these, a move changes one day, two days of one person, days in a row of two people; else they
#: exchange two single days.
ONE_DAY, TWO_DAYS, DAYS_IN_A_ROW = 0.1, 0.3, 0.6
#: The most days in a row that two people exchange.
LONGEST = 10
#: Stands for an option that somebody does not have, as `DAY_OFF` does for a day without one.
UNAVAILABLE = -2
#: What counts as nothing.
NOTHING = 1e-9


@compiled
def begin(options: Any, automata: Any, sums: Any, rows: Any, now: Any) -> float:
    """Fill in states and sums of a roster; return what it costs, infinite if somebody cannot have theirs."""
    now.units[:], now.used[:], now.sums[:], now.paid[:] = 0, 0.0, 0.0, 0.0
    cost = 0.0
    for row in range(rows.wanted.shape[0]):
        cost += _row(rows, row, 0.0)
    people, days = options.off.shape
    for person in range(people):
        for number in range(automata.first[person], automata.first[person + 1]):
            now.state[number, 1:] = 0
            cost += automata.ends[automata.end[number]]
        for day in range(days):
            option = now.option[person, day]
            cost += options.own[option] if option >= 0 else options.off[person, day]
            cost += _add(options, sums, rows, now, person, day, option, 1)
        cost += _sums(sums, now, person) + _walk(options, automata, now, person, 0, days, True)
    return cost


@compiled
def anneal(
    options: Any,
    automata: Any,
    sums: Any,
    rows: Any,
    now: Any,
    best: Ints,
    cost: float,
    least: float,
    heat: float,
    moves: int,
    seed: int,
    uphill: Floats,
) -> tuple[float, float]:
    """Try so many moves; return what the roster costs then, and the best one, which is put into ``best``.

    A move that costs more is taken by chance, the more seldom the more it costs for the heat. What moves
    would have cost more is put into ``uphill``, as far as there is room.
    """
    np.random.seed(seed)
    people, days = options.off.shape
    mine, theirs = np.empty(days, np.int64), np.empty(days, np.int64)
    seen = 0
    for _ in range(moves):
        person, other = np.random.randint(people), np.random.randint(people)
        kind = np.random.random()
        day, last = np.random.randint(days), np.random.randint(days)
        if kind < ONE_DAY:
            last = day
        elif TWO_DAYS <= kind < DAYS_IN_A_ROW:
            last = min(day + np.random.randint(LONGEST), days - 1)
        elif last < day:
            day, last = last, day
        both = kind >= TWO_DAYS
        here, there = mine[: last + 1 - day], theirs[: last + 1 - day]
        if both:
            if person == other or not _exchange(options, now, person, other, day, kind, here, there):
                continue
        elif not _change(options, now, person, day, here):
            continue
        more = _lay(options, automata, now, person, day, here)
        if both:
            more += _lay(options, automata, now, other, day, there)
        if more < INF:
            more += _count(options, sums, rows, now, person, day, here, now.option[person, day : last + 1])
            if both:
                after = now.option[other, day : last + 1]
                more += _count(options, sums, rows, now, other, day, there, after)
            if 0.0 < more < INF and seen < uphill.shape[0]:
                uphill[seen] = more
                seen += 1
            if more <= 0.0 or more <= -heat * np.log(1.0 - np.random.random()):
                _walk(options, automata, now, person, day, last, True)
                if both:
                    _walk(options, automata, now, other, day, last, True)
                cost += more
                if cost < least - NOTHING:
                    least = cost
                    best[:] = now.option
                continue
            _count(options, sums, rows, now, person, day, now.option[person, day : last + 1], here)
            if both:
                _count(options, sums, rows, now, other, day, now.option[other, day : last + 1], there)
        now.option[person, day : last + 1] = here
        if both:
            now.option[other, day : last + 1] = there
    return cost, least


# -- which moves


@compiled
def _change(options: Any, now: Any, person: int, day: int, here: Ints) -> bool:
    """Write down something else for the first and the last of some days; return whether there is any."""
    last = here.shape[0] - 1
    here[:] = now.option[person, day : day + last + 1]
    for place in (0, last):
        begin, end = options.first[person, day + place], options.first[person, day + place + 1]
        number = np.random.randint(begin, end + 1)
        found = DAY_OFF if number == end else number
        if found == now.option[person, day + place]:
            return False
        here[place] = found
    return True


@compiled
def _exchange(
    options: Any, now: Any, person: int, other: int, day: int, kind: float, here: Ints, there: Ints
) -> bool:
    """Write down for two people what the other does; return whether both can, and anything changes."""
    differs, last = False, here.shape[0] - 1
    for place in range(last + 1):
        mine, theirs = now.option[person, day + place], now.option[other, day + place]
        here[place], there[place] = mine, theirs
        if kind < DAYS_IN_A_ROW or place == 0 or place == last:
            here[place] = options.of[person, options.shift[theirs]] if theirs >= 0 else DAY_OFF
            there[place] = options.of[other, options.shift[mine]] if mine >= 0 else DAY_OFF
            if here[place] == UNAVAILABLE or there[place] == UNAVAILABLE:
                return False
            differs = differs or here[place] != mine
    return differs


# -- what they cost


@compiled
def _lay(options: Any, automata: Any, now: Any, person: int, day: int, wish: Ints) -> float:
    """Let a person do what is wished from a day on; return what their automata cost more.

    What was before is left in ``wish``; sums and states stay as they were.
    """
    for place in range(wish.shape[0]):
        wish[place], now.option[person, day + place] = now.option[person, day + place], wish[place]
    return float(_walk(options, automata, now, person, day, day + wish.shape[0] - 1, False))


@compiled
def _walk(options: Any, automata: Any, now: Any, person: int, first: int, last: int, keeps: bool) -> float:
    """Return what a person's automata cost more, now that the days from the first to the last have changed.

    With ``keeps`` the states are put down.
    """
    days, begin = options.off.shape[1], automata.first[person]
    more = 0.0
    for number in range(begin, automata.first[person + 1]):
        state = now.state[number, first]
        for day in range(first, days + 1):
            if day > last and state == now.state[number, day]:
                break
            if day == days:
                end = automata.end[number]
                more += automata.ends[end + state] - automata.ends[end + now.state[number, day]]
                if keeps:
                    now.state[number, day] = state
                break
            option, kinds = now.option[person, day], automata.kinds[number]
            kind = options.kind[option, number - begin] if option >= 0 else kinds - 1
            at = automata.place[number, day] + state * kinds + kind
            if automata.to[at] < 0:
                return INF
            more += automata.cost[at] - now.paid[number, day]
            if keeps:
                now.state[number, day], now.paid[number, day] = state, automata.cost[at]
            state = automata.to[at]
    return more


@compiled
def _count(
    options: Any, sums: Any, rows: Any, now: Any, person: int, first: int, before: Ints, after: Ints
) -> float:
    """Count what a person does from a day on in place of what was; return what all of that costs more."""
    more = -_sums(sums, now, person)
    for place in range(before.shape[0]):
        day, old, new = first + place, before[place], after[place]
        if old != new:
            more -= options.own[old] if old >= 0 else options.off[person, day]
            more += options.own[new] if new >= 0 else options.off[person, day]
            more += _add(options, sums, rows, now, person, day, old, -1)
            more += _add(options, sums, rows, now, person, day, new, 1)
    return float(more + _sums(sums, now, person))


@compiled
def _add(
    options: Any, sums: Any, rows: Any, now: Any, person: int, day: int, option: int, times: int
) -> float:
    """Add an option to the sums, or take it away; return what the rows cost more."""
    if option < 0:
        return 0.0
    now.units[sums.stage[person, day]] += times * options.units[option]
    begin = sums.first[person]
    for limit in range(begin, sums.first[person + 1]):
        now.used[limit] += times * options.weight[option, limit - begin]
    more = 0.0
    for place in range(options.row.shape[1]):
        row, by = options.row[option, place], times * options.sign[option, place]
        if by != 0.0:
            more -= _row(rows, row, now.sums[row])
            now.sums[row] += by
            more += _row(rows, row, now.sums[row])
    return more


@compiled
def _row(rows: Any, row: int, total: float) -> float:
    """Return what a row costs at a sum."""
    wanted, minimum = rows.wanted[row], rows.minimum[row]
    if total >= wanted:
        return float(rows.over[row] * (total - wanted))
    short = rows.under_wanted[row] * (wanted - max(total, minimum))
    return float(short + rows.under_minimum[row] * max(0.0, minimum - total))


@compiled
def _sums(sums: Any, now: Any, person: int) -> float:
    """Return what the minutes and limits of a person cost; a begun unit of a limit counts whole."""
    cost, days = 0.0, sums.stage.shape[1]
    for stage in range(sums.stage[person, 0], sums.stage[person, days - 1] + 1):
        units, most = now.units[stage], sums.most[stage]
        if units > most and not sums.saturates[stage]:
            return INF
        cost += sums.price[sums.start[stage] + min(units, most)]
    for limit in range(sums.first[person], sums.first[person + 1]):
        excess = now.used[limit] - sums.limit[limit]
        if excess > NOTHING:
            cost += sums.dear[limit] * np.ceil(excess - NOTHING)
    return float(cost)
