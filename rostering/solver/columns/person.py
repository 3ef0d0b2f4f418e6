"""One person as the column engine sees them: options day by day, and the cheapest roster at any prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from rostering.problem import Problem, Worker
from rostering.rules import young_day
from rostering.rules._sums import effective_max, minutes
from rostering.rules.base import fixed_duties, read
from rostering.solver.clock import WALL, Meter
from rostering.solver.columns import graph
from rostering.solver.columns.automata import automata
from rostering.solver.columns.holding import binding
from rostering.solver.columns.kernel import INF, Floats, Ints, Shape
from rostering.solver.columns.kinds import Kind, Option, options, past_kinds
from rostering.solver.columns.limits import limits
from rostering.solver.columns.pricing import Graph, Pricing
from rostering.solver.columns.runs import LongType, ShortType
from rostering.solver.columns.totals import minutes_total, weekend_count, whole_period
from rostering.solver.columns.wishes import WISHES


class Person(Pricing):
    """The options and the pricing graph of one person.

    Parameters
    ----------
    problem, worker
        Whom it is about.
    refused : set of (str, str)
        Pairs of person and duty that can never be.
    shift_numbers : mapping
        The number of each shift, by key.
    cache : dict
        Shared between the people of a problem, so that equal graphs are built once.
    meter : Meter, optional
        Told how much work each pricing was.
    """

    def __init__(
        self,
        problem: Problem,
        worker: Worker,
        refused: set[tuple[str, str]],
        shift_numbers: Mapping[str, int],
        cache: dict[Any, Any],
        meter: Meter = WALL,
    ) -> None:
        if not binding(problem, worker, ("locked",)):
            worker = replace(worker, locked=(), locked_off=())
        self.worker = worker
        self._problem, self.cache, self.meter = problem, cache, meter
        self._fixed = fixed_duties(problem, worker)
        fixed_kinds = past_kinds(problem, self._fixed)
        self._past = {day: kind for day, kind in fixed_kinds.items() if day < 0}
        found = list(options(problem, worker, fixed_kinds, refused, cache))
        self._options = found
        self.kinds = list(dict.fromkeys(one.kind for one in found))
        self.shifts: Ints = np.array(
            [shift_numbers[one.shift.key] if one.shift else -1 for one in found], np.int64
        )
        self.days: Ints = np.array([one.day for one in found], np.int64)
        self.own, self.off = self._own_costs(found, fixed_kinds)
        self.limits = limits(problem, worker, self._fixed, found)
        self._graphs: dict[tuple[tuple[str, int], ...], Graph] = {}

    # -- the graph

    def _graph(self, counted: tuple[tuple[str, int], ...]) -> Graph:
        """Return the graph that counts the duties of some types up to their most."""
        alike = self._alike(counted)
        merged: dict[tuple[object, ...], Kind] = {}
        for kind in self.kinds:
            merged.setdefault(alike[kind], kind)
        numbers = {mark: number for number, mark in enumerate(merged)}
        kind_of = np.array([numbers[alike[one.kind]] for one in self._options], np.int64)
        shape = self._shape(list(merged.values()), counted)
        rest = graph.least_rest(self._problem, self.worker)
        return Graph.of(shape, kind_of, self.days, graph.workable(shape.days, shape.longest, rest))

    def _alike(self, counted: tuple[tuple[str, int], ...]) -> dict[Kind, tuple[object, ...]]:
        """Return a mark for each kind that is equal for kinds which no rule of this person tells apart."""
        gaps, *others = automata(self._problem, self.worker, self.kinds)
        types = {one.type_key for one in others if isinstance(one, LongType | ShortType)}
        bills = {
            kind: tuple(gaps._bill(kind, run) for run in range(gaps._nights + 1))  # type: ignore[attr-defined]
            for kind in self.kinds
        }
        seen_as: dict[Kind, list[object]] = {kind: [] for kind in self.kinds}
        for one in self.kinds:
            for bill in bills[one]:
                for row in bill:
                    for place, kind in enumerate(self.kinds):
                        seen_as[kind].append(row[place])
        whole = whole_period(self._problem, self.worker) is not None
        return {
            kind: (
                bills[kind],
                tuple(seen_as[kind]),
                kind.paid_min if whole else 0,
                kind.is_night,
                kind.is_fixed,
                kind.type_key if kind.type_key in dict(counted) else None,
                frozenset((piece.type_key, piece.is_own) for piece in kind.pieces if piece.type_key in types),
            )
            for kind in self.kinds
        }

    def _shape(self, kinds: list[Kind], counted: tuple[tuple[str, int], ...]) -> Shape:
        problem, worker = self._problem, self.worker
        longest = graph.longest_stretch(problem, worker, self._fixed)
        weekends = weekend_count(
            problem, binding(problem, worker, ("weekends", "fairness")), worker, self._fixed
        )
        begun = any(duty.day == -1 for duty in self._fixed)
        key = (
            weekends.start,
            tuple(tuple((w, m, s.name) for w, m, s in one) for one in weekends.checks),
            tuple((m, s.name) for m, s in weekends.totals),
            weekends.most,
            longest,
            begun,
        )
        if key not in self.cache:
            self.cache[key] = graph.weekend_tables(problem, weekends, longest, begun)
        parts = automata(problem, worker, kinds)
        return graph.shape(
            problem,
            graph.Joined(parts, kinds, self._past),
            kinds,
            longest=longest,
            rest=graph.least_rest(problem, worker),
            stretch_cost=graph.stretch_costs(problem, worker, self._fixed, longest),
            weekends=weekends,
            tables=self.cache[key],
            minutes=minutes_total(
                problem,
                binding(problem, worker, ("contract_hours", "hours_target")),
                worker,
                self._fixed,
                {kind.paid_min for kind in self.kinds},
                problem.days,
            ),
            counted=counted,
        )

    # -- own costs

    def _own_costs(self, found: list[Option], fixed_kinds: dict[int, Kind]) -> tuple[Floats, Floats]:
        """Return what each option and each day off costs by rules about single days."""
        problem, worker = self._problem, self.worker
        own, off = np.zeros(len(found)), np.zeros(problem.days)
        for key in worker.locked:
            off[problem.shift_of[key].day] = INF
        for day in fixed_kinds:
            if 0 <= day < problem.days:
                off[day] = INF
        for spec in binding(problem, worker, ("young_day",)):
            for cap in young_day.caps(problem, worker, read(young_day.YoungDay, spec)):
                room_min = effective_max(cap, self._fixed) - minutes(self._fixed, cap.days)
                for place, one in enumerate(found):
                    if one.day in cap.days and one.shift is not None and one.shift.work_min > room_min:
                        own[place] = INF
        for spec in binding(problem, worker, WISHES):
            for day, cost in WISHES[spec.rule](problem, worker, spec):
                off[day] += cost(None)
                for choice in np.flatnonzero(self.days == day):
                    own[choice] += cost(found[choice].shift)
        return own, off
