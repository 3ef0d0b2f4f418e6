"""Column values and dual prices of masters, bounds of root nodes and the ends of dives, on small teams."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest

from rostering.checker import check
from rostering.problem import Demand, HoursPeriod, Problem, Request, Roster
from rostering.solver.columns.heuristics.diving import MAX_ROUNDS, ROUNDS, DivingHeuristic
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.loops.pairwise_frank_wolfe import dual_price
from rostering.solver.columns.master.bundle_master import BundleMaster, slopes_of
from rostering.solver.columns.master.column_generation import SMOOTHING, RootNode
from rostering.solver.columns.master.linking_rows import LinkingRows
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.master.published_columns import PublishedColumns
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.core.clock import WALL, Clock
from rostering.solver.core.incumbent import Incumbent
from tests.solver.small import HOUR, person, problem, spec

#: Seconds that no search here comes near, however busy the machine is: only one that hangs uses them up.
AMPLE = 600.0

RULES = (
    spec("one_at_a_time"),
    spec("daily_rest", rest_min=11 * HOUR),
    spec("longest_run_of_days", max_days=3),
    spec("contract_hours"),
    spec("minimum_cover", weight=50),
    spec("wanted_cover", weight=9),
    spec("over_cover", weight=4),
    spec("requests", weight=3),
)


def team(seed: int, people: int, days: int) -> Problem:
    """Return a team that works Earlies and Nights, too few of them, with wishes."""
    rng = random.Random(seed)
    workers = tuple(
        person(
            f"w{number}",
            hours=(HoursPeriod(0, days, min_min=8 * HOUR, max_min=7 * days * HOUR),),
            requests=tuple(
                Request(rng.randrange(days), rng.random() < 0.5, weight=rng.randint(1, 4))
                for _ in range(days // 2)
            ),
        )
        for number in range(people)
    )
    demands = tuple(
        Demand(f"{kind}{day}", (f"{kind}{day}",), "", rng.randint(0, 2), rng.randint(2, 4), over=1)
        for kind in "EN"
        for day in range(days)
    )
    return problem(*RULES, days=days, workers=workers, demands=demands, types="EN")


def cheapest(given: Problem) -> int:
    """Return what the cheapest lawful roster of two people costs, found by trying all."""
    lawful_rosters = []
    for worker in given.workers:
        choices = itertools.product(("", "E", "N"), repeat=given.days)
        rosters = [
            [(worker.key, f"{kind}{day}") for day, kind in enumerate(choice) if kind] for choice in choices
        ]
        without_others = replace(given, workers=(worker,))
        lawful_rosters.append([first for first in rosters if check(without_others, Roster.of(first)).lawful])
    reports = (
        check(given, Roster.of([*first, *second])) for first, second in itertools.product(*lawful_rosters)
    )
    return min(report.cost for report in reports if report.lawful)


class RecordingIncumbent(Incumbent):
    """An incumbent that records every bound that it is given."""

    def __init__(self, given: Problem) -> None:
        super().__init__(given)
        self.values: list[float] = []

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Take a bound."""
        self.values.append(value)
        super().raise_bound(value, by, cover=cover)


def root_with_first_columns(given: Problem, incumbent: Incumbent) -> RootNode:
    """Return a root node with a first column of everyone."""
    decomposition = ProblemDecomposition(given, lambda: False)
    root = RootNode(decomposition, incumbent, lambda: False)
    for number, pricing in enumerate(decomposition.people):
        priced = pricing.solve(pricing.option_cost)
        assert priced.chosen is not None
        root.master.add(number, priced.chosen, priced.cost)
    return root


def search_context(incumbent: Incumbent, seed: int) -> SearchContext:
    """Return the context of a search with this seed, with enough time."""
    return SearchContext(incumbent, Clock(AMPLE), np.random.default_rng(seed), lambda: False)


def value_totals(master: BundleMaster) -> list[float]:
    """Return the sum of the column values of each person."""
    return [
        float(master.column_values[master.columns_of(person)].sum())
        for person in range(len(master.linking.people))
    ]


def test_a_root_without_any_column_to_begin_with_goes_on_until_it_has_a_bound() -> None:
    given = team(1, 2, 4)
    without_columns, with_columns = RecordingIncumbent(given), RecordingIncumbent(given)
    decomposition = ProblemDecomposition(given, lambda: False)
    RootNode(decomposition, without_columns, lambda: False).generate(0.0, Clock(AMPLE))
    root_with_first_columns(given, with_columns).generate(0.0, Clock(AMPLE))
    assert without_columns.values[-1] == pytest.approx(with_columns.values[-1], rel=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_no_bound_at_any_point_of_the_root_is_above_the_best_of_all(seed: int) -> None:
    given = team(seed, 2, 4)
    incumbent = RecordingIncumbent(given)
    root_with_first_columns(given, incumbent).generate(0.0, Clock(AMPLE))
    best_cost = cheapest(given)
    assert incumbent.values
    assert max(incumbent.values) <= best_cost + 1e-6
    assert incumbent.values[-1] >= 0.8 * best_cost


def bundle_master_of(root: RootNode) -> BundleMaster:
    """Return a bundle master with the columns of a root node."""
    master = BundleMaster(root.decomposition)
    for column in zip(
        root.master.column_person, root.master.column_options, root.master.column_cost, strict=True
    ):
        master.add(*column)
    master.step_size = 0.2
    for _ in range(30):
        master.optimise(np.arange(6), 60, 0.0, WALL, lambda: False)
        master.stability_centre = master.duals.copy()
    return master


@pytest.mark.parametrize("seed", range(3))
def test_the_bundle_master_comes_near_the_simplex_master(seed: int) -> None:
    root = root_with_first_columns(team(seed, 6, 7), RecordingIncumbent(team(seed, 6, 7)))
    root.generate(0.01, Clock(AMPLE))
    bundle, simplex = bundle_master_of(root), SimplexMaster(root.decomposition)
    for column, number in enumerate(bundle.column_person):
        simplex.add(number, bundle.column_options[column], bundle.column_cost[column])
    assert simplex.solve(Clock(AMPLE), lambda: False)
    assert value_totals(bundle) == pytest.approx([1.0] * 6)
    assert simplex.objective - 1e-6 <= bundle.objective <= 1.01 * simplex.objective


def test_a_simplex_master_with_published_columns_takes_the_place_of_a_bundle_master() -> None:
    root = root_with_first_columns(team(1, 6, 7), RecordingIncumbent(team(1, 6, 7)))
    root.generate(0.0, Clock(AMPLE))
    columns, value = PublishedColumns.of(root.master).columns, root.master.objective
    root.master = root.as_bundle_master()
    root.prefer_simplex(columns, Clock(AMPLE))
    assert isinstance(root.master, SimplexMaster)
    assert root.master.objective == pytest.approx(value)


@pytest.mark.parametrize("with_bundle_master", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_dive_ends_lawful_and_leaves_the_root_as_it_was(seed: int, with_bundle_master: bool) -> None:
    given = team(seed, 6, 7)
    incumbent = Incumbent(given)
    root = root_with_first_columns(given, incumbent)
    root.generate(0.01, Clock(AMPLE))
    if with_bundle_master:
        root.master = bundle_master_of(root)
    values_before = root.master.column_values.copy()
    chosen = DivingHeuristic(root, search_context(incumbent, seed), noise=0.1).dive()
    assert chosen is not None
    report = check(given, root.decomposition.roster(chosen))
    assert report.lawful
    assert report.cost >= root.bound - 1e-6
    assert all(root.master.is_allowed(column) for column in range(len(root.master.column_person)))
    assert root.master.column_values[: len(values_before)] == pytest.approx(values_before)


class RecordingDive(DivingHeuristic):
    """A dive that records the dual prices at which people are priced, and adds so many columns."""

    def __init__(self, root: RootNode, *, added: int) -> None:
        super().__init__(root, search_context(Incumbent(root.decomposition.problem), 1), noise=0.0)
        self.added, self.priced_at = added, list[Floats]()

    def _add_columns(self, duals: Floats) -> tuple[float, int]:
        self.priced_at.append(duals)
        return -1e9, self.added

    def rounds(self, previous_value: float) -> int:
        """Return how often people are priced after a fixing, when the value before it was this."""
        self._previous_value = previous_value
        assert self._reoptimise()
        return len(self.priced_at)


@pytest.mark.parametrize(
    ("with_bundle_master", "previous_value", "rounds"),
    [(False, np.inf, ROUNDS), (False, 0.0, MAX_ROUNDS), (True, 0.0, ROUNDS)],
)
def test_pricing_goes_on_while_a_simplex_master_costs_more_than_before_a_fixing(
    with_bundle_master: bool, previous_value: float, rounds: int
) -> None:
    given = team(1, 6, 7)
    root = root_with_first_columns(given, Incumbent(given))
    root.generate(0.01, Clock(AMPLE))
    if with_bundle_master:
        root.master = bundle_master_of(root)
    assert RecordingDive(root, added=1).rounds(previous_value) == rounds


def test_where_smoothed_prices_give_no_column_those_of_the_master_are_tried() -> None:
    given = team(1, 6, 7)
    root = root_with_first_columns(given, Incumbent(given))
    root.generate(0.01, Clock(AMPLE))
    dive, master_duals = RecordingDive(root, added=0), root.master.duals
    assert dive.rounds(np.inf) == 2
    assert dive.priced_at[0] == pytest.approx(SMOOTHING * root.duals + (1 - SMOOTHING) * master_duals)
    assert dive.priced_at[1] == pytest.approx(master_duals)


def test_of_several_columns_at_the_end_of_a_dive_the_one_of_largest_value_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = team(1, 6, 7)
    root = root_with_first_columns(given, Incumbent(given))
    root.generate(0.01, Clock(AMPLE))
    dive = DivingHeuristic(root, search_context(Incumbent(given), 1), noise=0.0)
    monkeypatch.setattr(dive, "_candidates", list)
    chosen = dive.dive()
    assert chosen is not None
    master = root.master
    for number, roster in enumerate(chosen):
        of_roster = [
            column
            for column in master.columns_of(number)
            if np.array_equal(master.column_options[column], roster)
        ]
        assert master.column_values[of_roster[0]] == max(
            master.column_values[column] for column in master.columns_of(number)
        )


def test_the_bundle_method_takes_over_where_the_simplex_method_is_too_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rostering.solver.columns.master.column_generation.SLOW_FACTOR", -1.0)
    monkeypatch.setattr("rostering.solver.columns.master.column_generation.SLOW_SHARE", 0.0)
    root = root_with_first_columns(team(1, 6, 7), Incumbent(team(1, 6, 7)))
    root.generate(0.0, Clock(AMPLE))
    exact = root_with_first_columns(team(1, 6, 7), Incumbent(team(1, 6, 7)))
    exact.generate(0.0, Clock(AMPLE))
    assert isinstance(root.master, BundleMaster)
    assert root.bound == pytest.approx(exact.bound, rel=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_the_bundle_method_alone_comes_near_the_bound_where_the_simplex_method_is_too_slow(seed: int) -> None:
    """A gap that is above its own leaves nothing to the simplex method."""
    root = root_with_first_columns(team(seed, 6, 7), Incumbent(team(seed, 6, 7)))
    root.simplex_is_slow = True
    root.generate(0.01, Clock(AMPLE))
    exact = root_with_first_columns(team(seed, 6, 7), Incumbent(team(seed, 6, 7)))
    exact.generate(0.0, Clock(AMPLE))
    assert isinstance(root.master, BundleMaster)
    assert 0 <= root.gap <= 0.01 * root.master.objective
    assert 0.99 * exact.bound <= root.bound <= exact.bound + 1e-6


def test_a_dive_ends_when_nothing_better_than_the_incumbent_can_come() -> None:
    given = team(1, 6, 7)
    incumbent = Incumbent(given)
    root = root_with_first_columns(given, incumbent)
    root.generate(0.0, Clock(AMPLE))
    dive = DivingHeuristic(root, search_context(incumbent, 1), noise=0.0)
    dive.run("diving")
    assert (
        DivingHeuristic(root, search_context(UnbeatableIncumbent(given, root.bound), 2), noise=0.0).dive()
        is None
    )


class UnbeatableIncumbent(Incumbent):
    """An incumbent that could hardly be better."""

    def __init__(self, given: Problem, cost: float) -> None:
        super().__init__(given)
        self._cost = cost

    @property
    def cost(self) -> float:
        """The cost of the best roster."""
        return self._cost


def test_the_value_of_forbidden_columns_goes_to_others_of_the_person() -> None:
    root = root_with_first_columns(team(2, 6, 7), RecordingIncumbent(team(2, 6, 7)))
    root.generate(0.01, Clock(AMPLE))
    master = bundle_master_of(root)
    columns = master.columns_of(3)
    largest = max(columns, key=lambda column: master.column_values[column])
    master.forbid_columns(3, [largest])
    assert master.column_values[largest] == 0.0
    assert value_totals(master) == pytest.approx([1.0] * 6)
    master.forbid_columns(3, columns)
    assert master.is_incomplete


def test_forbidden_columns_have_no_value_until_they_are_allowed_again() -> None:
    root = root_with_first_columns(team(2, 6, 7), RecordingIncumbent(team(2, 6, 7)))
    root.generate(0.01, Clock(AMPLE))
    master = root.master
    assert isinstance(master, SimplexMaster)
    objective_before, restore = master.objective, master.save_state()
    master.forbid_columns(3, master.columns_of(3))
    assert master.reoptimise(np.arange(6), Clock(AMPLE), lambda: False)
    assert master.is_incomplete
    restore()
    assert master.reoptimise(np.arange(6), Clock(AMPLE), lambda: False)
    assert master.objective == pytest.approx(objective_before)
    assert not master.is_incomplete


@pytest.mark.parametrize("with_bundle_master", [False, True])
def test_pruning_deletes_columns_beyond_the_gap_and_leaves_everyone_some(with_bundle_master: bool) -> None:
    given = team(0, 6, 7)
    incumbent = Incumbent(given)
    root = root_with_first_columns(given, incumbent)
    root.generate(0.01, Clock(AMPLE))
    if with_bundle_master:
        root.master = bundle_master_of(root)
    DivingHeuristic(root, search_context(incumbent, 0), noise=0.0).run("diving")
    count_before = len(root.master.column_person)
    root.prune_columns()
    assert set(root.master.column_person) == set(range(6))
    assert len(root.master.column_person) < count_before
    assert root.master.excess_costs(root.duals).max() <= incumbent.cost - root.bound
    assert root.master.reoptimise(np.arange(6), Clock(AMPLE), lambda: False)
    assert [
        float(root.master.column_values[root.master.columns_of(person)].sum()) for person in range(6)
    ] == (pytest.approx([1.0] * 6))


@pytest.mark.parametrize("minimum", [0, 2, 5])
def test_without_a_proximal_term_a_dual_price_is_what_one_more_unit_saves(minimum: int) -> None:
    def single_row(value: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([value])

    rows = LinkingRows(
        single_row(5),
        single_row(minimum),
        single_row(70),
        single_row(9),
        single_row(4),
        single_row(8),
        single_row(0),
    )
    slopes = slopes_of(rows)
    for total in np.arange(0.5, 8.0):
        saved = float(rows.cost(single_row(total)).sum() - rows.cost(single_row(total + 1e-3)).sum()) / 1e-3
        assert dual_price(slopes, 0, total, 0.0, 1e6) == pytest.approx(saved)
