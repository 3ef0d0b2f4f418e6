"""Cuts: what they count, what whole rosters keep of them, how they are priced, and the bound they give."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from rostering.problem import Limits, Problem, Status
from rostering.solver import solve
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.cut_generation import CutGeneration
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.master.separation import separate
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.columns.master.subset_row_cuts import CutPool, SubsetRowCut
from rostering.solver.columns.pricing import shortest_path
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from tests.solver.small import HOUR, spec
from tests.solver.test_master import team

DAYS = 5
FAR = 1e9


def sheet(given: Problem) -> ProblemDecomposition:
    """Return a problem as the columns see it."""
    return ProblemDecomposition(given, lambda: False)


def lawful(board: ProblemDecomposition, person: int) -> Iterator[tuple[Ints, float]]:
    """Yield every lawful roster of somebody, and what it costs them."""
    days = board.people[person].option_day
    by_day = [[(), *((option,) for option in np.flatnonzero(days == day))] for day in range(DAYS)]
    for way in itertools.product(*by_day):
        chosen = np.array(list(itertools.chain(*way)), np.int64)
        cost = board.roster_cost(person, chosen)
        if np.isfinite(cost):
            yield chosen, cost


def some_cuts(board: ProblemDecomposition, chance: random.Random, number: int) -> CutPool:
    """Return cuts of three rows, or two rows and somebody."""
    cuts, rows = CutPool(board), range(len(board.rows.wanted))
    for _ in range(number):
        people = (chance.randrange(len(board.people)),) if chance.random() < 0.4 else ()
        mine = tuple(sorted(chance.sample(rows, 3 - len(people))))
        wanted = int(board.rows.wanted[list(mine)].sum()) + len(people)
        cuts.add([SubsetRowCut(mine, people, wanted // 2)])
    return cuts


def priced(
    board: ProblemDecomposition, cuts: CutPool, person: int, duals: Floats, prices: Floats
) -> tuple[float, Ints | None]:
    """Return the bound and the roster that pricing with cuts gives, without a ceiling."""
    charged = board.reduced_option_costs(person, duals)
    odds = cuts.parities(person, board.people[person], prices)
    if odds is None:
        found = board.people[person].solve(charged)
    else:
        found = board.people[person].solve_with_cuts(charged + odds[0], odds[1], FAR)
    return found.bound, found.chosen


def value(
    board: ProblemDecomposition, cuts: CutPool, person: int, chosen: Ints, duals: Floats, prices: Floats
) -> float:
    """Return what a roster costs at prices of rows and cuts."""
    sums = board.row_sums(person, chosen)
    own = board.roster_cost(person, chosen) - float((sums * duals).sum())
    return own + float((cuts.coefficients(person, sums) * prices).sum())


def loose_team() -> Problem:
    """Return a team whose rosters in shares cost less than any whole ones."""
    return team(9, 5, 7)


def best(given: Problem) -> int:
    """Return what the cheapest rota costs, as CP-SAT proves."""
    found = solve(given, Limits(seconds=30.0, workers=1))
    assert found.status is Status.OPTIMAL and found.cost is not None
    return found.cost


def rooted(given: Problem) -> RootNode:
    """Return the root of a problem, gone on with to its end."""
    root = RootNode(sheet(given), Incumbent(given), lambda: False)
    root.generate(0.0, Clock(60.0))
    return root


def test_two_of_three_rows_count_one_and_one_counts_none() -> None:
    board = sheet(team(1, 2, DAYS))
    cuts = CutPool(board)
    cuts.add([SubsetRowCut((0, 1, 2), (), 1), SubsetRowCut((0, 1), (1,), 1)])
    sums = np.zeros(len(board.rows.wanted))
    sums[[0, 2]] = 1.0
    assert cuts.coefficients(0, sums).tolist() == [1.0, 0.0]
    assert cuts.coefficients(1, sums).tolist() == [1.0, 1.0]


def test_a_cut_is_known_once() -> None:
    cuts = CutPool(sheet(team(1, 2, DAYS)))
    cut = SubsetRowCut((0, 1, 2), (), 1)
    assert cuts.add([cut]) == [cut]
    assert cuts.add([cut]) == []
    assert cuts.cuts == [cut]


@pytest.mark.parametrize("seed", range(3))
def test_whole_rosters_keep_every_cut(seed: int) -> None:
    chance = random.Random(seed)
    board = sheet(team(seed, 3, DAYS))
    cuts = some_cuts(board, chance, 40)
    ways = [list(lawful(board, person)) for person in range(3)]
    for _ in range(100):
        counted, sums = np.zeros(len(cuts.cuts)), np.zeros(len(board.rows.wanted))
        for person in range(3):
            mine = board.row_sums(person, chance.choice(ways[person])[0])
            counted += cuts.coefficients(person, mine)
            sums += mine
        beyond = np.maximum(sums - board.rows.wanted, 0.0)
        for number, cut in enumerate(cuts.cuts):
            assert counted[number] <= cut.right_hand_side + beyond[list(cut.rows)].sum()


@pytest.mark.parametrize("seed", range(4))
def test_pricing_with_cuts_finds_what_trying_all_finds(seed: int) -> None:
    chance = random.Random(seed)
    board = sheet(team(seed, 2, DAYS))
    cuts = some_cuts(board, chance, 30)
    duals = np.array([chance.uniform(0, 20) for _ in board.rows.wanted])
    prices = np.array([chance.choice((0.0, chance.uniform(0, 15))) for _ in range(len(cuts.cuts))])
    bound, chosen = priced(board, cuts, 0, duals, prices)
    least = min(value(board, cuts, 0, way, duals, prices) for way, _ in lawful(board, 0))
    assert bound == pytest.approx(least)
    assert chosen is not None
    assert value(board, cuts, 0, chosen, duals, prices) == pytest.approx(least)


def test_where_labels_are_too_many_the_bound_is_lower_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    board = sheet(team(1, 2, DAYS))
    cuts = some_cuts(board, chance, 30)
    duals, prices = np.full(len(board.rows.wanted), 10.0), np.full(len(cuts.cuts), 6.0)
    exact, _ = priced(board, cuts, 0, duals, prices)
    monkeypatch.setattr(shortest_path, "MAX_LABELS", 20)
    board.people[0].base_graph.path_problem._cache.pop("labels")
    bound, chosen = priced(board, cuts, 0, duals, prices)
    assert bound < exact
    assert chosen is not None


def test_nothing_below_the_ceiling_is_said_to_be_so() -> None:
    chance = random.Random(2)
    board = sheet(team(2, 2, DAYS))
    cuts = some_cuts(board, chance, 30)
    duals, prices = np.full(len(board.rows.wanted), 10.0), np.full(len(cuts.cuts), 6.0)
    least, _ = priced(board, cuts, 0, duals, prices)
    odds = cuts.parities(0, board.people[0], prices)
    assert odds is not None
    found = board.people[0].solve_with_cuts(
        board.reduced_option_costs(0, duals) + odds[0], odds[1], least - 1.0
    )
    assert found.bound == pytest.approx(least - 1.0)
    assert found.chosen is None


def test_cuts_are_found_that_shares_break() -> None:
    root = rooted(loose_team())
    linear = root.master
    assert isinstance(linear, SimplexMaster)
    found = separate(linear)
    assert found
    cuts = CutPool(root.decomposition)
    cuts.add(found)
    counted, sums = np.zeros(len(found)), np.zeros(len(root.decomposition.rows.wanted))
    for column, share in enumerate(linear.column_values):
        mine = root.decomposition.row_sums(linear.column_person[column], linear.column_options[column])
        counted += share * cuts.coefficients(linear.column_person[column], mine)
        sums += share * mine
    beyond = np.maximum(sums - root.decomposition.rows.wanted, 0.0)
    for number, cut in enumerate(found):
        assert counted[number] > cut.right_hand_side + beyond[list(cut.rows)].sum()


def test_cuts_raise_the_bound_and_never_above_the_cheapest_rota() -> None:
    given = loose_team()
    root = rooted(given)
    incumbent = root.incumbent
    before = root.master.objective
    CutGeneration(root, lambda: False).run(Clock(60.0))
    assert before + 1 < incumbent.bound <= best(given)


@pytest.mark.parametrize("seed", range(6))
def test_a_bound_with_cuts_is_never_above_the_cheapest_rota(seed: int) -> None:
    given = team(seed, 6, 7)
    root = rooted(given)
    CutGeneration(root, lambda: False).run(Clock(60.0))
    assert root.incumbent.bound <= best(given)


def test_the_last_cuts_are_priced_until_nothing_is_to_be_gained() -> None:
    root = rooted(loose_team())
    cutting = CutGeneration(root, lambda: False)
    cutting.run(Clock(60.0))
    proof = root.incumbent.dual_bound
    assert proof is not None
    assert proof.bound == pytest.approx(cutting.master.objective)


def test_what_cuts_prove_comes_with_the_prices_that_prove_it() -> None:
    root = rooted(loose_team())
    CutGeneration(root, lambda: False).run(Clock(60.0))
    proof = root.incumbent.dual_bound
    assert proof is not None
    assert int(np.ceil(proof.bound - 1e-6)) == root.incumbent.bound


def test_a_roster_without_its_unbroken_rest_is_no_column() -> None:
    rules = (spec("one_at_a_time"), spec("weekly_rest", rest_min=36 * HOUR, window_days=7, rests=1))
    root = rooted(replace(team(1, 2, 7), rules=(*rules, spec("wanted_cover", weight=9))))
    board, before = root.decomposition, len(root.master.column_cost)
    every_day = np.array([np.flatnonzero(board.people[0].option_day == day)[0] for day in range(7)])
    assert CutGeneration(root, lambda: False)._add(0, every_day)
    assert len(root.master.column_cost) == before


def test_a_programme_that_was_never_solved_breaks_no_cuts() -> None:
    board = sheet(team(1, 2, DAYS))
    linear = SimplexMaster(board)
    for person in range(2):
        chosen, cost = next(lawful(board, person))
        linear.add(person, chosen, cost)
    assert separate(linear) == []
