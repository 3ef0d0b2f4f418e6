"""Subset-row cuts: their coefficients, their separation, pricing with them, and the bound they give."""

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
#: Seconds that no search here comes near, however busy the machine is: only one that hangs uses them up.
AMPLE = 600.0


def decomposed(given: Problem) -> ProblemDecomposition:
    """Return the decomposition of a problem."""
    return ProblemDecomposition(given, lambda: False)


def lawful(decomposition: ProblemDecomposition, person: int) -> Iterator[tuple[Ints, float]]:
    """Yield every lawful roster of somebody, and what it costs them."""
    days = decomposition.people[person].option_day
    options_by_day = [[(), *((option,) for option in np.flatnonzero(days == day))] for day in range(DAYS)]
    for options in itertools.product(*options_by_day):
        chosen = np.array(list(itertools.chain(*options)), np.int64)
        cost = decomposition.roster_cost(person, chosen)
        if np.isfinite(cost):
            yield chosen, cost


def some_cuts(decomposition: ProblemDecomposition, rng: random.Random, count: int) -> CutPool:
    """Return cuts of three rows, or two rows and somebody."""
    cuts, rows = CutPool(decomposition), range(len(decomposition.rows.wanted))
    for _ in range(count):
        people = (rng.randrange(len(decomposition.people)),) if rng.random() < 0.4 else ()
        cut_rows = tuple(sorted(rng.sample(rows, 3 - len(people))))
        wanted = int(decomposition.rows.wanted[list(cut_rows)].sum()) + len(people)
        cuts.add([SubsetRowCut(cut_rows, people, wanted // 2)])
    return cuts


def priced_with_cuts(
    decomposition: ProblemDecomposition, cuts: CutPool, person: int, duals: Floats, cut_duals: Floats
) -> tuple[float, Ints | None]:
    """Return the bound and the roster that pricing with cuts gives, without a ceiling."""
    costs = decomposition.reduced_option_costs(person, duals)
    parities = cuts.parities(person, decomposition.people[person], cut_duals)
    if parities is None:
        result = decomposition.people[person].solve(costs)
    else:
        result = decomposition.people[person].solve_with_cuts(costs + parities[0], parities[1], FAR)
    return result.bound, result.chosen


def reduced_cost(
    decomposition: ProblemDecomposition,
    cuts: CutPool,
    person: int,
    chosen: Ints,
    duals: Floats,
    cut_duals: Floats,
) -> float:
    """Return the reduced cost of a roster at dual prices of rows and cuts."""
    sums = decomposition.row_sums(person, chosen)
    without_cuts = decomposition.roster_cost(person, chosen) - float((sums * duals).sum())
    return without_cuts + float((cuts.coefficients(person, sums) * cut_duals).sum())


def loose_team() -> Problem:
    """Return a team whose fractional solution costs less than any whole one."""
    return team(9, 5, 7)


def best_cost(given: Problem) -> int:
    """Return what the cheapest rota costs, as CP-SAT proves."""
    result = solve(given, Limits(seconds=AMPLE, workers=1))
    assert result.status is Status.OPTIMAL and result.cost is not None
    return result.cost


def solved_root(given: Problem) -> RootNode:
    """Return the root node of a problem, solved to the end."""
    root = RootNode(decomposed(given), Incumbent(given), lambda: False)
    root.generate(0.0, Clock(AMPLE))
    return root


def test_a_roster_counts_once_for_two_rows_of_a_cut_and_not_for_one() -> None:
    decomposition = decomposed(team(1, 2, DAYS))
    cuts = CutPool(decomposition)
    cuts.add([SubsetRowCut((0, 1, 2), (), 1), SubsetRowCut((0, 1), (1,), 1)])
    sums = np.zeros(len(decomposition.rows.wanted))
    sums[[0, 2]] = 1.0
    assert cuts.coefficients(0, sums).tolist() == [1.0, 0.0]
    assert cuts.coefficients(1, sums).tolist() == [1.0, 1.0]


def test_a_cut_is_known_once() -> None:
    cuts = CutPool(decomposed(team(1, 2, DAYS)))
    cut = SubsetRowCut((0, 1, 2), (), 1)
    assert cuts.add([cut]) == [cut]
    assert cuts.add([cut]) == []
    assert cuts.cuts == [cut]


@pytest.mark.parametrize("seed", range(3))
def test_whole_rosters_keep_every_cut(seed: int) -> None:
    rng = random.Random(seed)
    decomposition = decomposed(team(seed, 3, DAYS))
    cuts = some_cuts(decomposition, rng, 40)
    rosters = [list(lawful(decomposition, person)) for person in range(3)]
    for _ in range(100):
        in_cuts, sums = np.zeros(len(cuts.cuts)), np.zeros(len(decomposition.rows.wanted))
        for person in range(3):
            roster_sums = decomposition.row_sums(person, rng.choice(rosters[person])[0])
            in_cuts += cuts.coefficients(person, roster_sums)
            sums += roster_sums
        beyond = np.maximum(sums - decomposition.rows.wanted, 0.0)
        for number, cut in enumerate(cuts.cuts):
            assert in_cuts[number] <= cut.right_hand_side + beyond[list(cut.rows)].sum()


@pytest.mark.parametrize("seed", range(4))
def test_pricing_with_cuts_finds_what_trying_all_finds(seed: int) -> None:
    rng = random.Random(seed)
    decomposition = decomposed(team(seed, 2, DAYS))
    cuts = some_cuts(decomposition, rng, 30)
    duals = np.array([rng.uniform(0, 20) for _ in decomposition.rows.wanted])
    cut_duals = np.array([rng.choice((0.0, rng.uniform(0, 15))) for _ in range(len(cuts.cuts))])
    bound, chosen = priced_with_cuts(decomposition, cuts, 0, duals, cut_duals)
    least = min(
        reduced_cost(decomposition, cuts, 0, roster, duals, cut_duals)
        for roster, _ in lawful(decomposition, 0)
    )
    assert bound == pytest.approx(least)
    assert chosen is not None
    assert reduced_cost(decomposition, cuts, 0, chosen, duals, cut_duals) == pytest.approx(least)


def test_with_too_many_labels_the_bound_is_lower_but_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(1)
    decomposition = decomposed(team(1, 2, DAYS))
    cuts = some_cuts(decomposition, rng, 30)
    duals, cut_duals = np.full(len(decomposition.rows.wanted), 10.0), np.full(len(cuts.cuts), 6.0)
    exact, _ = priced_with_cuts(decomposition, cuts, 0, duals, cut_duals)
    monkeypatch.setattr(shortest_path, "MAX_LABELS", 20)
    decomposition.people[0].base_graph.path_problem._cache.pop("labels")
    bound, chosen = priced_with_cuts(decomposition, cuts, 0, duals, cut_duals)
    assert bound < exact
    assert chosen is not None


def test_where_no_roster_is_below_the_ceiling_the_ceiling_is_the_bound() -> None:
    rng = random.Random(2)
    decomposition = decomposed(team(2, 2, DAYS))
    cuts = some_cuts(decomposition, rng, 30)
    duals, cut_duals = np.full(len(decomposition.rows.wanted), 10.0), np.full(len(cuts.cuts), 6.0)
    least, _ = priced_with_cuts(decomposition, cuts, 0, duals, cut_duals)
    parities = cuts.parities(0, decomposition.people[0], cut_duals)
    assert parities is not None
    result = decomposition.people[0].solve_with_cuts(
        decomposition.reduced_option_costs(0, duals) + parities[0], parities[1], least - 1.0
    )
    assert result.bound == pytest.approx(least - 1.0)
    assert result.chosen is None


def test_separation_finds_cuts_that_column_values_break() -> None:
    root = solved_root(loose_team())
    master = root.master
    assert isinstance(master, SimplexMaster)
    violated = separate(master)
    assert violated
    cuts = CutPool(root.decomposition)
    cuts.add(violated)
    in_cuts, sums = np.zeros(len(violated)), np.zeros(len(root.decomposition.rows.wanted))
    for column, column_value in enumerate(master.column_values):
        column_sums = root.decomposition.row_sums(master.column_person[column], master.column_options[column])
        in_cuts += column_value * cuts.coefficients(master.column_person[column], column_sums)
        sums += column_value * column_sums
    beyond = np.maximum(sums - root.decomposition.rows.wanted, 0.0)
    for number, cut in enumerate(violated):
        assert in_cuts[number] > cut.right_hand_side + beyond[list(cut.rows)].sum()


def test_cuts_raise_the_bound_and_never_above_the_cheapest_rota() -> None:
    given = loose_team()
    root = solved_root(given)
    incumbent = root.incumbent
    value_without_cuts = root.master.objective
    CutGeneration(root, lambda: False).run(Clock(AMPLE))
    assert value_without_cuts + 1 < incumbent.bound <= best_cost(given)


@pytest.mark.parametrize("seed", range(6))
def test_a_bound_with_cuts_is_never_above_the_cheapest_rota(seed: int) -> None:
    given = team(seed, 6, 7)
    root = solved_root(given)
    CutGeneration(root, lambda: False).run(Clock(AMPLE))
    assert root.incumbent.bound <= best_cost(given)


def test_with_the_last_cuts_columns_are_generated_to_the_end() -> None:
    root = solved_root(loose_team())
    cut_generation = CutGeneration(root, lambda: False)
    cut_generation.run(Clock(AMPLE))
    proof = root.incumbent.dual_bound
    assert proof is not None
    assert proof.bound == pytest.approx(cut_generation.master.objective)


def test_what_cuts_prove_comes_with_the_prices_that_prove_it() -> None:
    root = solved_root(loose_team())
    CutGeneration(root, lambda: False).run(Clock(AMPLE))
    proof = root.incumbent.dual_bound
    assert proof is not None
    assert int(np.ceil(proof.bound - 1e-6)) == root.incumbent.bound


def test_a_roster_without_its_unbroken_rest_is_no_column() -> None:
    rules = (spec("one_at_a_time"), spec("weekly_rest", rest_min=36 * HOUR, window_days=7, rests=1))
    root = solved_root(replace(team(1, 2, 7), rules=(*rules, spec("wanted_cover", weight=9))))
    decomposition, count_before = root.decomposition, len(root.master.column_cost)
    every_day = np.array([np.flatnonzero(decomposition.people[0].option_day == day)[0] for day in range(7)])
    assert CutGeneration(root, lambda: False)._add(0, every_day)
    assert len(root.master.column_cost) == count_before


def test_a_master_that_was_never_solved_breaks_no_cuts() -> None:
    decomposition = decomposed(team(1, 2, DAYS))
    master = SimplexMaster(decomposition)
    for person in range(2):
        chosen, cost = next(lawful(decomposition, person))
        master.add(person, chosen, cost)
    assert separate(master) == []
