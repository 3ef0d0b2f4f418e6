"""Simulated annealing: after whatever moves, its cost of a roster is that of the checker."""

from __future__ import annotations

import random
from typing import NamedTuple

import numpy as np
import pytest

from rostering.checker import check
from rostering.problem import Problem
from rostering.rules import RULES
from rostering.solver.columns.heuristics.annealing_arrays import AnnealingArrays
from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.simulated_annealing import SimulatedAnnealing
from rostering.solver.columns.loops.annealing_moves import anneal, begin
from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.enforcement import ENFORCEMENT, Enforcement
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.generators.teams import team
from tests.solver.test_columns import one_person

#: An average that leaves days out is not added up; that is left to the check.
LEFT_OUT = "one_at_a_time", "average_hours", "night_hours"
RULES_OF_ONE = sorted(
    name
    for name, how in ENFORCEMENT.items()
    if RULES[name].per_person and name not in LEFT_OUT and how is not Enforcement.CP_SAT
)
MOVES = 3_000


class Annealed(NamedTuple):
    """The costs of the first, the last and the best roster, and the last two as arrays."""

    arrays: AnnealingArrays
    began: float
    ended: float
    least: float
    best: Ints

    def recounted(self, option: Ints) -> float:
        """Return what a roster costs when it is added up anew."""
        arrays = self.arrays
        arrays.current.option[:] = option
        return float(begin(arrays.options, arrays.automata, arrays.counters, arrays.rows, arrays.current))


def annealed(given: Problem, decomposition: ProblemDecomposition, temperature: float) -> Annealed:
    """Try many moves from a first roster."""
    descent = CoordinateDescent(decomposition)
    assert descent.construct(range(len(decomposition.people)), lambda: False)
    arrays = AnnealingArrays(decomposition)
    arrays.load([options for options in descent.chosen if options is not None])
    state = arrays.options, arrays.automata, arrays.counters, arrays.rows, arrays.current
    cost, best = begin(*state), arrays.current.option.copy()
    ended, least = anneal(*state, best, cost, cost, temperature, MOVES, 1, np.zeros(8))
    return Annealed(arrays, cost, ended, least, best)


def assert_as_checked(given: Problem, temperature: float) -> None:
    """Compare what a roster after many moves costs with what the checker says."""
    decomposition = ProblemDecomposition(given, lambda: False)
    result = annealed(given, decomposition, temperature)
    for option, cost in ((result.arrays.current.option.copy(), result.ended), (result.best, result.least)):
        report = check(given, decomposition.roster(result.arrays.chosen_options(option)))
        assert report.lawful
        assert cost == pytest.approx(report.cost)
        assert result.recounted(option) == pytest.approx(cost)


@pytest.mark.parametrize("name", RULES_OF_ONE)
def test_each_rule_costs_what_the_checker_says(name: str) -> None:
    assert_as_checked(one_person(random.Random(name), [name], 14), 20.0)


@pytest.mark.parametrize("seed", range(4))
def test_many_rules_cost_what_the_checker_says(seed: int) -> None:
    rng = random.Random(seed)
    assert_as_checked(one_person(rng, rng.sample(RULES_OF_ONE, 6), 14), 20.0)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_team_costs_what_the_checker_says(seed: int) -> None:
    assert_as_checked(team(seed, 8, 2), 30.0)


def test_at_temperature_zero_nothing_gets_worse() -> None:
    given = team(1, 8, 2)
    result = annealed(given, ProblemDecomposition(given, lambda: False), 0.0)
    assert result.ended == result.least < result.began


def test_at_a_high_temperature_changes_for_the_worse_are_made() -> None:
    given = team(1, 8, 2)
    result = annealed(given, ProblemDecomposition(given, lambda: False), 1e6)
    assert result.ended > result.least


def with_first_roster() -> tuple[ProblemDecomposition, Incumbent, WorkMeter]:
    """Return a decomposition, and an incumbent with a first roster."""
    given, meter = team(1, 8, 2), WorkMeter()
    decomposition, incumbent = ProblemDecomposition(given, lambda: False, meter), Incumbent(given)
    descent = CoordinateDescent(decomposition)
    descent.construct(range(len(decomposition.people)), lambda: False)
    descent.offer(incumbent, "descent")
    return decomposition, incumbent, meter


def test_a_first_roster_becomes_better_and_stays_lawful() -> None:
    decomposition, incumbent, meter = with_first_roster()
    cost_before, clock = incumbent.cost, Clock(0.2, meter)
    SimulatedAnnealing(decomposition, incumbent, np.random.default_rng(1)).run(
        clock, lambda: False, "annealing"
    )
    assert incumbent.best is not None
    assert incumbent.best.phase == "annealing"
    assert incumbent.best.report.lawful
    assert incumbent.cost < cost_before


def test_a_stop_ends_annealing_at_once() -> None:
    decomposition, incumbent, meter = with_first_roster()
    spent = meter.read()
    SimulatedAnnealing(decomposition, incumbent, np.random.default_rng(1)).run(
        Clock(1e9, meter), lambda: True, "annealing"
    )
    assert meter.read() == spent
