"""A plan of what teams lend each other, made beside people who have only shares of rosters yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from rostering.problem import Problem
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.county.column_generation import CountyColumnGeneration
from rostering.solver.county.county_constraints import CountyConstraints
from rostering.solver.county.homes import find_homes, subproblem
from rostering.solver.county.lending import Lending
from rostering.solver.county.residual_decomposition import (
    KnownRosterPricing,
    KnownRosters,
    ResidualDecomposition,
)
from rostering.solver.county.task_runner import TaskRunner
from rostering.solver.county.tasks import fix_lent_duties, pack, relax_home
from tests.solver.test_county import county


def test_what_others_do_of_a_duty_is_not_paid_for_again() -> None:
    board = ProblemDecomposition(county(1), lambda: False)
    chosen = [one.solve(one.option_cost).chosen for one in board.people]
    everybody = [one for one in chosen if one is not None]
    nobody = np.zeros(len(board.rows.wanted))
    assert ResidualDecomposition(board, nobody, []).total_cost(everybody) == board.total_cost(everybody)
    sums = np.sum([board.row_sums(*one) for one in enumerate(everybody)], axis=0)
    half = np.where(board.rows.wanted - sums >= 1, 0.5, 0.0)
    less = board.rows.cost(sums) - board.rows.cost(sums + half)
    found = ResidualDecomposition(board, half, []).total_cost(everybody)
    assert found == pytest.approx(board.total_cost(everybody) - less.sum())


def test_somebody_of_another_home_has_the_cheapest_roster_of_those_known() -> None:
    known = KnownRosters(np.array([3.0, 1.0, 2.0]), np.zeros((3, 1), np.int64), np.ones((3, 1)))
    found = KnownRosterPricing(known, 7).solve(np.array([3.0, 5.0, 2.0]))
    assert found.chosen is not None
    assert (found.bound, found.cost, found.chosen.tolist()) == (2.0, 2.0, [2])
    assert KnownRosterPricing(known, 7).solve(np.full(3, np.inf)).chosen is None


@contextmanager
def at_root(given: Problem) -> Iterator[tuple[CountyColumnGeneration, TaskRunner, list[Problem]]]:
    """Yield the prices of a county whose south is short of people, a crew, and the problems of the homes."""
    parted = find_homes(given)
    parts = [subproblem(given, home.workers, home.serves) for home in parted]
    packed = [pack(one) for one in parts]
    with ThreadPoolExecutor(2) as threads, TaskRunner(threads, 2) as runner:
        boards = [relax_home(one, home.teams, 5.0) for home, one in zip(parted, packed, strict=True)]
        constraints = CountyConstraints(given, parted, parts, boards)
        prices = CountyColumnGeneration(constraints, runner, Incumbent(given), packed, lambda: False)
        for home, found in enumerate(boards):
            prices.add_relaxation(home, found)
        prices.generate(0.002, Clock(30.0))
        yield prices, runner, parts


def wanted(given: Problem, team: str) -> int:
    """Return how many people the duties of a team want in all."""
    return sum(one.wanted for one in given.demands if given.shift_of[one.shifts[0]].team_key == team)


def test_by_the_plan_a_home_wants_as_many_fewer_as_the_others_are_to_lend_it() -> None:
    with at_root(county(1)) as (prices, runner, parts):
        lending = Lending(prices, runner, find_homes(county(1)))
        lending.run(5.0, lambda: False)
        north, south, west = (lending.planned(home, given) for home, given in enumerate(parts))
    lent = wanted(north, "south") + wanted(west, "south")
    assert lent > 0
    assert wanted(south, "south") == wanted(parts[1], "south") - lent
    assert wanted(north, "north") == wanted(parts[0], "north")


def test_what_a_team_cannot_do_without_is_the_minimum_of_those_who_lend_it() -> None:
    given = county(1)
    given = replace(given, demands=tuple(replace(one, minimum=one.wanted) for one in given.demands))
    with at_root(given) as (prices, runner, parts):
        lending = Lending(prices, runner, find_homes(given))
        lending.run(5.0, lambda: False)
        planned = [lending.planned(home, given) for home, given in enumerate(parts)]
    aid = [one for home in (0, 2) for one in planned[home].demands if one.key.startswith("south")]
    assert sum(one.minimum for one in aid) > 0
    assert all(one.minimum <= one.wanted for one in aid)


def test_no_duty_of_another_team_is_done_in_part() -> None:
    with at_root(county(1)) as (prices, _, _):
        board = prices.decomposition
        others = np.zeros(len(board.places[0]))
        columns, duals = prices.cheapest_columns([0]), prices.duals[board.places[0]]
        found = fix_lent_duties(prices.packed[0], ("north",), others, [], columns, duals, 30.0)
    given, aid = county(1), defaultdict[tuple[str, int], float](float)
    for (key, chosen, _), share in found:
        for shift in board.people[board.number[key]].shifts[chosen].tolist():
            if given.shifts[shift].team_key != "north":
                aid[key, shift] += share
    assert sum(aid.values()) > 0
    assert all(share == pytest.approx(round(share), abs=1e-4) for share in aid.values())


def test_a_stop_leaves_shares_as_they_are() -> None:
    with at_root(county(1)) as (prices, runner, _):
        lending = Lending(prices, runner, find_homes(county(1)))
        before = lending.columns(0)
        lending.run(5.0, lambda: True)
        assert not runner.tasks_under_way
        assert lending.columns(0) == before


def test_a_home_without_the_time_for_a_plan_keeps_its_shares() -> None:
    with at_root(county(1)) as (prices, runner, _):
        lending = Lending(prices, runner, find_homes(county(1)))
        before = lending.columns(0)
        lending.run(0.0, lambda: False)
        assert lending.columns(0) == before
