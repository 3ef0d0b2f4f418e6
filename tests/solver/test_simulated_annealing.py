"""Annealing: whatever was tried, what it says a roster costs is what the checker says."""

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


class Shaken(NamedTuple):
    """Where moves began and ended, as the arrays have it, and the best roster on the way."""

    arrays: AnnealingArrays
    began: float
    ended: float
    least: float
    best: Ints

    def again(self, option: Ints) -> float:
        """Return what a roster costs when it is added up from nothing."""
        arrays = self.arrays
        arrays.current.option[:] = option
        return float(begin(arrays.options, arrays.automata, arrays.counters, arrays.rows, arrays.current))


def shaken(given: Problem, board: ProblemDecomposition, heat: float) -> Shaken:
    """Try many moves from a first roster."""
    descent = CoordinateDescent(board)
    assert descent.construct(range(len(board.people)), lambda: False)
    arrays = AnnealingArrays(board)
    arrays.load([one for one in descent.chosen if one is not None])
    whole = arrays.options, arrays.automata, arrays.counters, arrays.rows, arrays.current
    cost, best = begin(*whole), arrays.current.option.copy()
    ended, least = anneal(*whole, best, cost, cost, heat, MOVES, 1, np.zeros(8))
    return Shaken(arrays, cost, ended, least, best)


def assert_as_checked(given: Problem, heat: float) -> None:
    """Compare what a roster after many moves costs with what the checker says."""
    board = ProblemDecomposition(given, lambda: False)
    found = shaken(given, board, heat)
    for option, cost in ((found.arrays.current.option.copy(), found.ended), (found.best, found.least)):
        report = check(given, board.roster(found.arrays.chosen_options(option)))
        assert report.lawful
        assert cost == pytest.approx(report.cost)
        assert found.again(option) == pytest.approx(cost)


@pytest.mark.parametrize("name", RULES_OF_ONE)
def test_each_rule_costs_what_the_checker_says(name: str) -> None:
    assert_as_checked(one_person(random.Random(name), [name], 14), 20.0)


@pytest.mark.parametrize("seed", range(4))
def test_many_rules_cost_what_the_checker_says(seed: int) -> None:
    chance = random.Random(seed)
    assert_as_checked(one_person(chance, chance.sample(RULES_OF_ONE, 6), 14), 20.0)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_team_costs_what_the_checker_says(seed: int) -> None:
    assert_as_checked(team(seed, 8, 2), 30.0)


def test_without_heat_nothing_gets_worse() -> None:
    given = team(1, 8, 2)
    found = shaken(given, ProblemDecomposition(given, lambda: False), 0.0)
    assert found.ended == found.least < found.began


def test_heat_takes_what_costs_more() -> None:
    given = team(1, 8, 2)
    found = shaken(given, ProblemDecomposition(given, lambda: False), 1e6)
    assert found.ended > found.least


def begun() -> tuple[ProblemDecomposition, Incumbent, WorkMeter]:
    """Return a board with a first roster."""
    given, meter = team(1, 8, 2), WorkMeter()
    board, incumbent = ProblemDecomposition(given, lambda: False, meter), Incumbent(given)
    descent = CoordinateDescent(board)
    descent.construct(range(len(board.people)), lambda: False)
    descent.offer(incumbent, "descent")
    return board, incumbent, meter


def test_a_first_roster_becomes_better_and_stays_lawful() -> None:
    board, incumbent, meter = begun()
    before, until = incumbent.cost, Clock(0.2, meter)
    SimulatedAnnealing(board, incumbent, np.random.default_rng(1)).run(until, lambda: False, "annealing")
    assert incumbent.best is not None
    assert incumbent.best.phase == "annealing"
    assert incumbent.best.report.lawful
    assert incumbent.cost < before


def test_a_stop_ends_annealing_at_once() -> None:
    board, incumbent, meter = begun()
    spent = meter.read()
    SimulatedAnnealing(board, incumbent, np.random.default_rng(1)).run(
        Clock(1e9, meter), lambda: True, "annealing"
    )
    assert meter.read() == spent
