"""The master's shares and prices, the root's bounds and the ends of dives, on small teams."""

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
    chance = random.Random(seed)
    workers = tuple(
        person(
            f"w{number}",
            hours=(HoursPeriod(0, days, min_min=8 * HOUR, max_min=7 * days * HOUR),),
            requests=tuple(
                Request(chance.randrange(days), chance.random() < 0.5, weight=chance.randint(1, 4))
                for _ in range(days // 2)
            ),
        )
        for number in range(people)
    )
    demands = tuple(
        Demand(f"{kind}{day}", (f"{kind}{day}",), "", chance.randint(0, 2), chance.randint(2, 4), over=1)
        for kind in "EN"
        for day in range(days)
    )
    return problem(*RULES, days=days, workers=workers, demands=demands, types="EN")


def cheapest(given: Problem) -> int:
    """Return what the cheapest lawful roster of two people costs, found by trying all."""
    alone = []
    for worker in given.workers:
        ways = itertools.product(("", "E", "N"), repeat=given.days)
        mine = [[(worker.key, f"{kind}{day}") for day, kind in enumerate(way) if kind] for way in ways]
        without_others = replace(given, workers=(worker,))
        alone.append([one for one in mine if check(without_others, Roster.of(one)).lawful])
    reports = (check(given, Roster.of([*one, *two])) for one, two in itertools.product(*alone))
    return min(report.cost for report in reports if report.lawful)


class Heard(Incumbent):
    """An incumbent that remembers every bound that it was told."""

    def __init__(self, given: Problem) -> None:
        super().__init__(given)
        self.values: list[float] = []

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Take a bound."""
        self.values.append(value)
        super().raise_bound(value, by, cover=cover)


def rooted(given: Problem, incumbent: Incumbent) -> RootNode:
    """Return a root with a first column of everyone."""
    board = ProblemDecomposition(given, lambda: False)
    root = RootNode(board, incumbent, lambda: False)
    for number, one in enumerate(board.people):
        first = one.solve(one.option_cost)
        assert first.chosen is not None
        root.master.add(number, first.chosen, first.cost)
    return root


def effort(incumbent: Incumbent, seed: int) -> SearchContext:
    """Return what a search with some seed works with, for long enough."""
    return SearchContext(incumbent, Clock(20.0), np.random.default_rng(seed), lambda: False)


def shares_of(master: BundleMaster) -> list[float]:
    """Return what each person's shares add up to."""
    return [
        float(master.column_values[master.columns_of(number)].sum())
        for number in range(len(master.linking.people))
    ]


def test_a_root_without_any_column_to_begin_with_goes_on_until_it_has_a_bound() -> None:
    given = team(1, 2, 4)
    bare, begun = Heard(given), Heard(given)
    board = ProblemDecomposition(given, lambda: False)
    RootNode(board, bare, lambda: False).generate(0.0, Clock(20.0))
    rooted(given, begun).generate(0.0, Clock(20.0))
    assert bare.values[-1] == pytest.approx(begun.values[-1], rel=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_no_bound_at_any_point_of_the_root_is_above_the_best_of_all(seed: int) -> None:
    given = team(seed, 2, 4)
    heard = Heard(given)
    rooted(given, heard).generate(0.0, Clock(20.0))
    best = cheapest(given)
    assert heard.values
    assert max(heard.values) <= best + 1e-6
    assert heard.values[-1] >= 0.8 * best


def balanced(root: RootNode) -> BundleMaster:
    """Return a master with the columns of a root."""
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
def test_the_master_comes_near_the_linear_programme(seed: int) -> None:
    root = rooted(team(seed, 6, 7), Heard(team(seed, 6, 7)))
    root.generate(0.01, Clock(20.0))
    master, linear = balanced(root), SimplexMaster(root.decomposition)
    for column, whose in enumerate(master.column_person):
        linear.add(whose, master.column_options[column], master.column_cost[column])
    assert linear.solve(Clock(20.0), lambda: False)
    assert shares_of(master) == pytest.approx([1.0] * 6)
    assert linear.objective - 1e-6 <= master.objective <= 1.01 * linear.objective


def test_the_linear_programme_takes_the_place_of_balanced_shares_with_the_columns_told() -> None:
    root = rooted(team(1, 6, 7), Heard(team(1, 6, 7)))
    root.generate(0.0, Clock(20.0))
    told, value = PublishedColumns.of(root.master).columns, root.master.objective
    root.master = root.as_bundle_master()
    root.prefer_simplex(told, Clock(20.0))
    assert isinstance(root.master, SimplexMaster)
    assert root.master.objective == pytest.approx(value)


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_dive_ends_lawful_and_leaves_the_root_as_it_was(seed: int, slow: bool) -> None:
    given = team(seed, 6, 7)
    incumbent = Incumbent(given)
    root = rooted(given, incumbent)
    root.generate(0.01, Clock(20.0))
    if slow:
        root.master = balanced(root)
    before = root.master.column_values.copy()
    chosen = DivingHeuristic(root, effort(incumbent, seed), noise=0.1).dive()
    assert chosen is not None
    report = check(given, root.decomposition.roster(chosen))
    assert report.lawful
    assert report.cost >= root.bound - 1e-6
    assert all(root.master.is_allowed(column) for column in range(len(root.master.column_person)))
    assert root.master.column_values[: len(before)] == pytest.approx(before)


class Noted(DivingHeuristic):
    """A dive that notes at which prices everybody is priced, and finds as many rosters as it is told."""

    def __init__(self, root: RootNode, *, added: int) -> None:
        super().__init__(root, effort(Incumbent(root.decomposition.problem), 1), noise=0.0)
        self.added, self.at = added, list[Floats]()

    def _add_columns(self, prices: Floats) -> tuple[float, int]:
        self.at.append(prices)
        return -1e9, self.added

    def rounds(self, before: float) -> int:
        """Return how often everybody is priced after a fixing, when the value was ``before`` ahead of it."""
        self._previous_value = before
        assert self._reoptimise()
        return len(self.at)


@pytest.mark.parametrize(
    ("slow", "before", "rounds"), [(False, np.inf, ROUNDS), (False, 0.0, MAX_ROUNDS), (True, 0.0, ROUNDS)]
)
def test_pricing_goes_on_while_a_linear_programme_costs_more_than_before_a_fixing(
    slow: bool, before: float, rounds: int
) -> None:
    given = team(1, 6, 7)
    root = rooted(given, Incumbent(given))
    root.generate(0.01, Clock(20.0))
    if slow:
        root.master = balanced(root)
    assert Noted(root, added=1).rounds(before) == rounds


def test_who_gains_nothing_near_the_prices_of_the_best_bound_is_priced_at_the_masters() -> None:
    given = team(1, 6, 7)
    root = rooted(given, Incumbent(given))
    root.generate(0.01, Clock(20.0))
    dive, own = Noted(root, added=0), root.master.duals
    assert dive.rounds(np.inf) == 2
    assert dive.at[0] == pytest.approx(SMOOTHING * root.duals + (1 - SMOOTHING) * own)
    assert dive.at[1] == pytest.approx(own)


def test_whoever_shares_several_rosters_at_the_end_of_a_dive_gets_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = team(1, 6, 7)
    root = rooted(given, Incumbent(given))
    root.generate(0.01, Clock(20.0))
    dive = DivingHeuristic(root, effort(Incumbent(given), 1), noise=0.0)
    monkeypatch.setattr(dive, "_candidates", list)
    chosen = dive.dive()
    assert chosen is not None
    known = root.master
    for number, roster in enumerate(chosen):
        mine = [
            column
            for column in known.columns_of(number)
            if np.array_equal(known.column_options[column], roster)
        ]
        assert known.column_values[mine[0]] == max(
            known.column_values[column] for column in known.columns_of(number)
        )


def test_steps_go_on_where_the_linear_programme_is_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostering.solver.columns.master.column_generation.SLOW_FACTOR", -1.0)
    monkeypatch.setattr("rostering.solver.columns.master.column_generation.SLOW_SHARE", 0.0)
    root = rooted(team(1, 6, 7), Incumbent(team(1, 6, 7)))
    root.generate(0.0, Clock(20.0))
    exact = rooted(team(1, 6, 7), Incumbent(team(1, 6, 7)))
    exact.generate(0.0, Clock(20.0))
    assert isinstance(root.master, BundleMaster)
    assert root.bound == pytest.approx(exact.bound, rel=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_the_bundle_method_alone_comes_near_the_bound_where_the_simplex_method_is_too_slow(seed: int) -> None:
    """A gap that is above its own leaves nothing to the simplex method."""
    root = rooted(team(seed, 6, 7), Incumbent(team(seed, 6, 7)))
    root.simplex_is_slow = True
    root.generate(0.01, Clock(20.0))
    exact = rooted(team(seed, 6, 7), Incumbent(team(seed, 6, 7)))
    exact.generate(0.0, Clock(20.0))
    assert isinstance(root.master, BundleMaster)
    assert 0 <= root.gap <= 0.01 * root.master.objective
    assert 0.99 * exact.bound <= root.bound <= exact.bound + 1e-6


def test_a_dive_gives_up_when_nothing_better_can_come() -> None:
    given = team(1, 6, 7)
    incumbent = Incumbent(given)
    root = rooted(given, incumbent)
    root.generate(0.0, Clock(20.0))
    dive = DivingHeuristic(root, effort(incumbent, 1), noise=0.0)
    dive.run("diving")
    assert DivingHeuristic(root, effort(Beaten(given, root.bound), 2), noise=0.0).dive() is None


class Beaten(Incumbent):
    """An incumbent that could hardly be better."""

    def __init__(self, given: Problem, cost: float) -> None:
        super().__init__(given)
        self._cost = cost

    @property
    def cost(self) -> float:
        """The cost of the best roster."""
        return self._cost


def test_what_somebody_had_of_closed_columns_goes_to_their_others() -> None:
    root = rooted(team(2, 6, 7), Heard(team(2, 6, 7)))
    root.generate(0.01, Clock(20.0))
    master = balanced(root)
    mine = master.columns_of(3)
    most = max(mine, key=lambda column: master.column_values[column])
    master.forbid_columns(3, [most])
    assert master.column_values[most] == 0.0
    assert shares_of(master) == pytest.approx([1.0] * 6)
    master.forbid_columns(3, mine)
    assert master.is_incomplete


def test_closed_columns_are_had_by_nobody_until_they_are_open_again() -> None:
    root = rooted(team(2, 6, 7), Heard(team(2, 6, 7)))
    root.generate(0.01, Clock(20.0))
    linear = root.master
    assert isinstance(linear, SimplexMaster)
    before, go_back = linear.objective, linear.save_state()
    linear.forbid_columns(3, linear.columns_of(3))
    assert linear.reoptimise(np.arange(6), Clock(20.0), lambda: False)
    assert linear.is_incomplete
    go_back()
    assert linear.reoptimise(np.arange(6), Clock(20.0), lambda: False)
    assert linear.objective == pytest.approx(before)
    assert not linear.is_incomplete


@pytest.mark.parametrize("slow", [False, True])
def test_columns_too_far_from_the_bound_are_forgotten_and_nobody_is_left_without(slow: bool) -> None:
    given = team(0, 6, 7)
    incumbent = Incumbent(given)
    root = rooted(given, incumbent)
    root.generate(0.01, Clock(20.0))
    if slow:
        root.master = balanced(root)
    DivingHeuristic(root, effort(incumbent, 0), noise=0.0).run("diving")
    before = len(root.master.column_person)
    root.prune_columns()
    assert set(root.master.column_person) == set(range(6))
    assert len(root.master.column_person) < before
    assert root.master.excess_costs(root.duals).max() <= incumbent.cost - root.bound
    assert root.master.reoptimise(np.arange(6), Clock(20.0), lambda: False)
    assert [float(root.master.column_values[root.master.columns_of(one)].sum()) for one in range(6)] == (
        pytest.approx([1.0] * 6)
    )


@pytest.mark.parametrize("minimum", [0, 2, 5])
def test_a_stiff_price_is_what_one_more_costs_less(minimum: int) -> None:
    def one(value: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([value])

    rows = LinkingRows(one(5), one(minimum), one(70), one(9), one(4), one(8), one(0))
    slopes = slopes_of(rows)
    for total in np.arange(0.5, 8.0):
        gained = float(rows.cost(one(total)).sum() - rows.cost(one(total + 1e-3)).sum()) / 1e-3
        assert dual_price(slopes, 0, total, 0.0, 1e6) == pytest.approx(gained)
