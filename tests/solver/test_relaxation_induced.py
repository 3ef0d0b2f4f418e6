"""Neighbourhoods by shares: what they leave as it is, and that they find what they may."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.fractional_solution import FractionalSolution
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodSolver
from rostering.solver.columns.heuristics.primal_search import PrimalSearch
from rostering.solver.columns.heuristics.relaxation_induced import (
    RelaxationInducedDive,
    RelaxationInducedSearch,
)
from rostering.solver.columns.heuristics.restart import restart_search
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.master.published_columns import PublishedColumns
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.columns.search import ColumnSearch
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.generators.teams import team


class Scene:
    """A made-up team with a first rota and a root that has come to its end."""

    def __init__(self) -> None:
        self.problem = team(3, 8, 2)
        self.board, self.incumbent = (
            ProblemDecomposition(self.problem, lambda: False),
            Incumbent(self.problem),
        )
        descent = CoordinateDescent(self.board)
        assert descent.construct(range(len(self.board.people)), lambda: False)
        assert descent.offer(self.incumbent, "descent")
        self.root = RootNode(self.board, self.incumbent, lambda: False)
        self.root.generate(0.0, Clock(30.0))
        assert self.incumbent.roster is not None
        self.chosen = self.board.chosen_options(self.incumbent.roster)

    def dive(self, free: float) -> tuple[RelaxationInducedDive, np.ndarray, list[Ints] | None]:
        """Dive with so much of everyone's days free, by chance; return it, what is kept, its end."""
        chance = np.random.default_rng(1)
        kept = chance.random((len(self.board.people), self.problem.days)) >= free
        dive = RelaxationInducedDive(self.root, self.effort(chance, Clock(30.0)), noise=0.0, max_rounding=0.5)
        return dive, kept, dive.dive_near(self.chosen, kept)

    def effort(self, chance: np.random.Generator, clock: Clock) -> SearchContext:
        """Return what a search of the team works with."""
        return SearchContext(self.incumbent, clock, chance, lambda: clock.over)

    def day_by_day(self, chosen: list[Ints]) -> np.ndarray:
        """Return what everyone does on each day; -1 for a day off."""
        done = np.full((len(self.board.people), self.problem.days), -1)
        for number, (person, places) in enumerate(zip(self.board.people, chosen, strict=True)):
            done[number, person.option_day[places]] = places
        return done


def noted(
    begun: list[FractionalSolution],
) -> Callable[[ProblemDecomposition, RootNode, FractionalSolution, SearchContext, str], None]:
    """Return what takes note of beginning again, instead of doing so."""
    return lambda _board, _root, shares, _effort, _phase: begun.append(shares)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_is_kept_stays_and_the_rest_becomes_cheaper(scene: Scene) -> None:
    before = scene.day_by_day(scene.chosen)
    dive, kept, found = scene.dive(0.7)
    assert found is not None
    after = scene.day_by_day(found)
    assert np.array_equal(before[kept], after[kept])
    assert dive.initial_value <= dive.cost + 1e-6
    assert dive.cost < scene.incumbent.cost


def test_where_everything_is_kept_nothing_better_is_found(scene: Scene) -> None:
    dive, _, found = scene.dive(0.0)
    assert found is None
    assert dive.initial_value > scene.incumbent.cutoff


def test_a_near_dive_leaves_the_roots_programme_as_it_was(scene: Scene) -> None:
    value = scene.root.master.objective
    scene.dive(0.3)
    assert scene.root.master.objective == value
    assert isinstance(scene.root.master, SimplexMaster)
    assert scene.root.master.solve(Clock(30.0), lambda: False)
    assert scene.root.master.objective == pytest.approx(value)


def test_agreement_is_the_share_that_everyone_has_of_what_they_do(scene: Scene) -> None:
    person, mine = scene.board.people[0], scene.chosen[0]
    other = mine[1:]
    columns = SimplexMaster(scene.board)
    for number, chosen in enumerate(scene.chosen):
        columns.add(number, chosen, 0.0)
    columns.add(0, other, 0.0)
    columns._values = np.array([0.25, *[1.0] * (len(scene.chosen) - 1), 0.75])
    agreement = FractionalSolution(
        scene.board, columns.column_person, columns.column_options, columns.column_values
    ).agreement(scene.chosen)
    assert agreement[0, person.option_day[mine[0]]] == 0.25
    assert np.count_nonzero(agreement < 1.0) == 1


def test_a_roster_is_drawn_from_what_everybody_has_a_share_of(scene: Scene) -> None:
    other = scene.chosen[0][1:]
    columns = [*enumerate(scene.chosen), (0, other)]
    person, chosen = zip(*columns, strict=True)
    share = np.array([0.0, *[1.0] * (len(scene.chosen) - 1), 0.4])
    drawn = FractionalSolution(scene.board, person, chosen, share).sample(np.random.default_rng(0))
    assert drawn is not None
    assert drawn[0] is other
    assert drawn[1:] == scene.chosen[1:]


def test_nothing_is_drawn_where_somebody_has_a_share_of_nothing(scene: Scene) -> None:
    person, chosen = zip(*enumerate(scene.chosen), strict=True)
    share = np.array([0.0, *[1.0] * (len(scene.chosen) - 1)])
    assert FractionalSolution(scene.board, person, chosen, share).sample(np.random.default_rng(0)) is None


def test_the_search_begins_again_when_the_best_has_stood_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    given, begun = team(1, 12, 2), list[FractionalSolution]()
    # However long a dive takes on this machine.
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.QUICK", np.inf)
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.restart_search", noted(begun))
    monkeypatch.setattr(PrimalSearch, "_generate_cuts", lambda _self: None)
    clock = Clock(20.0)
    ColumnSearch(
        ProblemDecomposition(given, lambda: False), Incumbent(given), clock, 1, lambda: bool(begun)
    ).run()
    assert begun
    assert not clock.over


def test_the_search_does_not_begin_again_where_dives_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    given, begun = team(1, 12, 2), list[FractionalSolution]()
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.QUICK", 0.0)
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.restart_search", noted(begun))
    monkeypatch.setattr(PrimalSearch, "_generate_cuts", lambda _self: None)
    ColumnSearch(
        ProblemDecomposition(given, lambda: False), Incumbent(given), Clock(6.0), 1, lambda: bool(begun)
    ).run()
    assert not begun


def test_turn_by_turn_the_best_roster_becomes_cheaper_and_stays_lawful(scene: Scene) -> None:
    first, chance = scene.incumbent.cost, np.random.default_rng(2)
    effort = scene.effort(chance, Clock(30.0))
    improver = NeighbourhoodSolver(scene.board, effort)
    induced = RelaxationInducedSearch(scene.root, effort, improver)
    for _ in range(10):
        improver.adopt_incumbent()
        induced.improve("neighbourhoods")
    assert scene.incumbent.cost < first
    assert scene.incumbent.report is not None
    assert scene.incumbent.report.lawful
    assert scene.incumbent.cost >= scene.incumbent.bound


def test_afresh_tells_only_of_what_is_better_than_the_best(scene: Scene) -> None:
    columns, chance = scene.root.master, np.random.default_rng(3)
    shares = FractionalSolution(
        scene.board, columns.column_person, columns.column_options, columns.column_values
    )
    first = scene.incumbent.cost
    restart_search(scene.board, scene.root, shares, scene.effort(chance, Clock(3.0)), "neighbourhoods")
    assert scene.incumbent.cost < first
    best, changes = scene.incumbent.cost, scene.incumbent.changes
    restart_search(scene.board, scene.root, shares, scene.effort(chance, Clock(1.0)), "again")
    assert scene.incumbent.cost <= best
    assert (scene.incumbent.changes > changes) == (scene.incumbent.cost < best)


def test_shares_with_cuts_make_the_search_and_another_begin_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    given = team(1, 12, 2)
    begun: list[FractionalSolution] = []
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.STUCK", np.inf)
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.restart_search", noted(begun))
    heard: list[PublishedColumns] = []

    def search(seed: int) -> ColumnSearch:
        board = ProblemDecomposition(given, lambda: False)
        return ColumnSearch(
            board, Incumbent(given), Clock(20.0), seed, lambda: bool(begun), publish=heard.append
        )

    search(1).run()
    assert begun
    assert [one.column_values is None for one in heard] == [True, False]
    begun.clear()
    latest, second = heard[1:], search(2)
    second.run(lambda: latest.pop() if latest else None)
    assert begun
    assert isinstance(second.root.master, SimplexMaster)


def test_there_are_no_cuts_where_dives_balance_shares(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[PublishedColumns] = []
    scene.root.master = scene.root.as_bundle_master()
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.CutGeneration", pytest.fail)
    effort = scene.effort(np.random.default_rng(4), Clock(2.0))
    turns = PrimalSearch(scene.board, scene.root, effort, lambda _phase: None, heard.append)
    turns.run(PublishedColumns.of(scene.root.master))
    assert not heard
