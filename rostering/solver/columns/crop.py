"""A part of a roster as a small problem of its own: some people on some days, everything else as it is.

A person's part begins and ends with whole stretches of work. What lies before it is read once and becomes
the state in which the part begins; what lies after it becomes a price on the state in which the part ends,
and on the weekends and minutes worked in it. So the part costs exactly what the whole roster would, and
pricing it takes as long as its own days take.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rostering.problem import Roster
from rostering.solver.columns.board import Board
from rostering.solver.columns.graph import count_tables, needed
from rostering.solver.columns.kernel import INF, Floats, Ints, Shape
from rostering.solver.columns.limits import Limit, can_exceed
from rostering.solver.columns.person import Person
from rostering.solver.columns.pricing import Graph, Pricing
from rostering.solver.columns.sheet import Rows, Sheet, reach
from rostering.solver.columns.trace import DAY_OFF
from rostering.solver.columns.walk import reachable, walk_days, walk_weekends


class Cropped(Pricing):
    """One person on some days, the other days as they are.

    Parameters
    ----------
    person : Person
        Who.
    chosen : array
        Their roster, as places in the options of the person.
    days : range
        The days that may change.

    Attributes
    ----------
    places : array
        Of each option, its place in the options of the person.
    free : array of bool
        Of each option, whether it is on a day that may change; the others are those of a stretch that
        crosses the border, and stay.
    kept : array
        The person's duties on the days left out.
    """

    def __init__(self, person: Person, chosen: Ints, days: range) -> None:
        self._person, self._chosen = person, chosen
        self.worker, self.cache, self.meter = person.worker, person.cache, person.meter
        self._graphs = {}
        horizon = len(person.off)
        worked = np.zeros(horizon, bool)
        worked[person.days[chosen]] = True
        self.first, self.stop = days.start, days.stop
        while self.first > 0 and worked[self.first - 1]:
            self.first -= 1
        while self.stop < horizon and worked[self.stop]:
            self.stop += 1
        if self.stop < horizon:
            self.stop += 1  # the day off that ends it
        taken = np.zeros(len(person.days), bool)
        taken[chosen] = True
        inside = (person.days >= self.first) & (person.days < self.stop)
        free = (person.days >= days.start) & (person.days < days.stop)
        self.places = np.nonzero(free | (inside & taken))[0]
        self.free = free[self.places]
        self.kept = chosen[~inside[chosen]]
        self.shifts, self.days = person.shifts[self.places], person.days[self.places]
        self.own = person.own[self.places]
        self.off = person.off.copy()
        self.off[self.days[~self.free]] = INF
        off_days = np.nonzero(~worked)[0]
        left_out = off_days[(off_days < self.first) | (off_days >= self.stop)]
        self._paid = float(person.own[self.kept].sum() + person.off[left_out].sum())
        self.limits = self._left(person.limits)

    def whole(self, chosen: Ints) -> Ints:
        """Return a roster of the whole horizon from one of these days."""
        return np.concatenate((self.kept, self.places[chosen]))

    def part(self, chosen: Ints) -> Ints:
        """Return the places here of a roster of the person that differs on the free days at most."""
        return np.nonzero(np.isin(self.places, chosen))[0]

    def _left(self, limits: Sequence[Limit]) -> list[Limit]:
        """Return what the days left out leave of each limit that the free days can still exceed."""
        found = []
        for limit in limits:
            most = limit.most - float(limit.weights[self.kept].sum())
            weights = limit.weights[self.places]
            if limit.spec.hard:
                self.own[self.free & (weights > most + 1e-9)] = INF
            left = replace(limit, most=most, weights=np.where(self.own < INF, weights, 0.0))
            if can_exceed(left, self.days):
                found.append(left)
        return found

    def _graph(self, counted: tuple[tuple[str, int], ...]) -> Graph:
        whole = self._person.graph(tuple((type_key, 1) for type_key, _ in counted))
        shape = self._shape(whole)
        if counted:
            made = np.unravel_index(whole.shape.kind_count, (2,) * len(counted))
            tables = count_tables(
                list(zip(*(one.tolist() for one in made), strict=True)), [most for _, most in counted]
            )
            shape = shape._replace(counts=tables[0], kind_count=tables[1], count_sum=tables[2])
        kind_of = whole.kind_of[self.places]
        return Graph.of(shape, kind_of, self.days - self.first, whole.workable[: shape.days + 1])

    def _shape(self, whole: Graph) -> Shape:
        """Return the shape of the days that are left, with what was before and comes after as prices."""
        shape, first, stop = whole.shape, self.first, self.stop
        kinds = np.full(shape.days, DAY_OFF)
        kinds[self._person.days[self._chosen]] = whole.kind_of[self._chosen]
        before, rest = walk_days(shape, kinds, 0, first, shape.first_rest)
        more, weekend = walk_weekends(shape, kinds, 0, first, shape.first_weekend)
        states = np.nonzero(reachable(shape, first, stop, weekend))[0]
        weekend_cost, rest_cost = shape.weekend_cost[states], shape.rest_cost
        if stop < shape.days:
            after = [walk_weekends(shape, kinds, stop, shape.days, int(state)) for state in states]
            weekend_cost = np.array([cost + shape.weekend_cost[end] for cost, end in after])
            rest_cost = np.array(
                [walk_days(shape, kinds, stop, shape.days, one)[0] for one in range(shape.rests)]
            )
        number = np.full(shape.weekends + 1, -1)  # the last for -1, a state that may not be
        number[states] = np.arange(len(states))
        return self._minutes(whole, kinds)._replace(
            days=stop - first,
            weekends=len(states),
            stretch_cost=np.ascontiguousarray(shape.stretch_cost[:, first:stop]),
            stretch_weekend=number[shape.stretch_weekend[first:stop].take(states, 2)],
            stretch_weekend_cost=shape.stretch_weekend_cost[first:stop].take(states, 2),
            off_weekend=number[shape.off_weekend[first:stop].take(states, 1)],
            off_weekend_cost=shape.off_weekend_cost[first:stop].take(states, 1),
            history_class=shape.history_class if first == 0 else -1,
            first_state=shape.first_state if first == 0 else -1,
            first_rest=rest if first > 0 else shape.first_rest,
            first_weekend=int(number[weekend]),
            first_cost=shape.first_cost + before + more + self._paid,
            rest_cost=rest_cost,
            weekend_cost=weekend_cost,
        )

    def _minutes(self, whole: Graph, kinds: Ints) -> Shape:
        """Return the shape with what the days left out leave of the minutes."""
        shape, days = whole.shape, self.stop - self.first
        outside = np.concatenate((kinds[: self.first], kinds[self.stop :]))
        done = int(shape.kind_minutes[outside[outside != DAY_OFF]].sum())
        a_day = int(shape.kind_minutes.max(initial=0))
        room, possible = max(0, shape.minutes - done), a_day * int(whole.workable[days])
        minutes = min(room, possible)
        costs: Floats = shape.minutes_cost[shape.minutes - room : shape.minutes - room + minutes + 1]
        least = int(np.argmax(costs < INF))
        return shape._replace(
            minutes=minutes,
            saturates=bool(shape.saturates and possible > room),
            minutes_cost=costs,
            needed=needed(least, a_day, whole.workable[: days + 1]),
        )


class Part(Sheet):
    """Some people on some days, with the rows that these can touch, as a board of its own.

    Parameters
    ----------
    board : Board
        The whole.
    chosen : sequence of array
        Everyone's roster on it.
    people : sequence of int
        Who may change.
    days : range
        When they may.
    cost : float
        What everyone's roster costs, rows included.
    """

    def __init__(
        self, board: Board, chosen: Sequence[Ints], people: Sequence[int], days: range, cost: float
    ) -> None:
        self.problem, self._board = board.problem, board
        self._chosen, self._numbers = list(chosen), list(people)
        self.people = parts = [Cropped(board.people[number], chosen[number], days) for number in people]
        self._parts = parts
        nothing = len(board.rows.wanted)
        freed = [
            np.where(part.free[:, None], board.row[number][part.places], nothing)
            for number, part in zip(self._numbers, parts, strict=True)
        ]
        rows = np.unique(np.concatenate([row.ravel() for row in freed])) if freed else np.empty(0, np.int64)
        rows = rows[rows < nothing]
        place = np.full(nothing + 1, len(rows))
        place[rows] = np.arange(len(rows))
        self.row = [place[row] for row in freed]
        self.sign = [
            np.where(part.free[:, None], board.sign[number][part.places], 0.0)
            for number, part in zip(self._numbers, parts, strict=True)
        ]
        sums = np.zeros(nothing)
        for number, places in enumerate(chosen):
            sums += board.counted(number, places)
        inside = np.zeros(len(rows))
        lowest = reach(self.row, self.sign, len(rows), -1)
        self.rows = Rows(
            wanted=board.rows.wanted[rows],
            minimum=board.rows.minimum[rows],
            under_minimum=board.rows.under_minimum[rows],
            under_wanted=board.rows.under_wanted[rows],
            over=board.rows.over[rows],
            largest=reach(self.row, self.sign, len(rows), 1),
            lowest=lowest,
        )
        for number, places in enumerate(self.current()):
            inside += self.counted(number, places)
        outside = sums[rows] - inside
        self.rows.minimum = np.maximum(self.rows.minimum - outside, -lowest)
        self.rows.wanted = np.maximum(self.rows.wanted - outside, -lowest)
        self.rows.wanted = np.maximum(self.rows.wanted, self.rows.minimum)
        self.constant = cost - self.cost(self.current())

    def current(self) -> list[Ints]:
        """Return the rosters that the part was made from, as places in the options here."""
        return [
            part.part(self._chosen[number]) for number, part in zip(self._numbers, self._parts, strict=True)
        ]

    def whole(self, chosen: Sequence[Ints]) -> list[Ints]:
        """Return everyone's roster of the whole horizon from these of the part."""
        found = list(self._chosen)
        for number, part, places in zip(self._numbers, self._parts, chosen, strict=True):
            found[number] = part.whole(places)
        return found

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster of the whole problem."""
        return self._board.roster(self.whole(chosen))
