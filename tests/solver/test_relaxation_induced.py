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
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.generators.teams import team


class Scene:
    """A made-up team with a first rota and a root node solved to the end; time is counted by work."""

    def __init__(self) -> None:
        self.problem, self.meter = team(3, 8, 2), WorkMeter()
        self.decomposition = ProblemDecomposition(self.problem, lambda: False, self.meter)
        self.incumbent = Incumbent(self.problem)
        descent = CoordinateDescent(self.decomposition)
        assert descent.construct(range(len(self.decomposition.people)), lambda: False)
        assert descent.offer(self.incumbent, "descent")
        self.root = RootNode(self.decomposition, self.incumbent, lambda: False)
        self.root.generate(0.0, Clock(30.0, self.meter))
        assert self.incumbent.roster is not None
        self.chosen = self.decomposition.chosen_options(self.incumbent.roster)

    def dive(self, free: float) -> tuple[RelaxationInducedDive, np.ndarray, list[Ints] | None]:
        """Dive with this share of all days free, at random; return the dive, what is kept, and its end."""
        rng = np.random.default_rng(1)
        kept = rng.random((len(self.decomposition.people), self.problem.days)) >= free
        dive = RelaxationInducedDive(self.root, self.context(rng, 30.0), noise=0.0, max_rounding=0.5)
        return dive, kept, dive.dive_near(self.chosen, kept)

    def context(self, rng: np.random.Generator, work: float) -> SearchContext:
        """Return the context of a search of the team, for so many units of work."""
        clock = Clock(work, self.meter)
        return SearchContext(self.incumbent, clock, rng, lambda: clock.over)

    def day_by_day(self, chosen: list[Ints]) -> np.ndarray:
        """Return what everyone does on each day; -1 for a day off."""
        done = np.full((len(self.decomposition.people), self.problem.days), -1)
        for person, (pricing, options) in enumerate(zip(self.decomposition.people, chosen, strict=True)):
            done[person, pricing.option_day[options]] = options
        return done


def recording(
    restarts: list[FractionalSolution],
) -> Callable[[ProblemDecomposition, RootNode, FractionalSolution, SearchContext, str], None]:
    """Return what records restarts in place of making them."""
    return lambda _decomposition, _root, solution, _context, _phase: restarts.append(solution)


def column_search(
    restarts: list[FractionalSolution],
    work: float,
    seed: int = 1,
    publish: Callable[[PublishedColumns], None] = lambda _published: None,
) -> ColumnSearch:
    """Return a search of a team for so many units of work, which ends with its first restart."""
    problem, meter = team(1, 12, 2), WorkMeter()
    decomposition = ProblemDecomposition(problem, lambda: False, meter)
    return ColumnSearch(
        decomposition,
        Incumbent(problem),
        Clock(work, meter),
        seed,
        lambda: bool(restarts),
        publish=publish,
    )


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_is_kept_stays_and_the_rest_becomes_cheaper(scene: Scene) -> None:
    before = scene.day_by_day(scene.chosen)
    dive, kept, rosters = scene.dive(0.7)
    assert rosters is not None
    after = scene.day_by_day(rosters)
    assert np.array_equal(before[kept], after[kept])
    assert dive.initial_value <= dive.cost + 1e-6
    assert dive.cost < scene.incumbent.cost


def test_where_everything_is_kept_nothing_better_is_found(scene: Scene) -> None:
    dive, _, rosters = scene.dive(0.0)
    assert rosters is None
    assert dive.initial_value > scene.incumbent.cutoff


def test_a_dive_near_the_incumbent_leaves_the_master_of_the_root_as_it_was(scene: Scene) -> None:
    value = scene.root.master.objective
    scene.dive(0.3)
    assert scene.root.master.objective == value
    assert isinstance(scene.root.master, SimplexMaster)
    assert scene.root.master.solve(Clock(30.0), lambda: False)
    assert scene.root.master.objective == pytest.approx(value)


def test_agreement_is_the_value_of_what_everyone_does(scene: Scene) -> None:
    pricing, chosen = scene.decomposition.people[0], scene.chosen[0]
    other_chosen = chosen[1:]
    master = SimplexMaster(scene.decomposition)
    for person, options in enumerate(scene.chosen):
        master.add(person, options, 0.0)
    master.add(0, other_chosen, 0.0)
    master._values = np.array([0.25, *[1.0] * (len(scene.chosen) - 1), 0.75])
    agreement = FractionalSolution(
        scene.decomposition, master.column_person, master.column_options, master.column_values
    ).agreement(scene.chosen)
    assert agreement[0, pricing.option_day[chosen[0]]] == 0.25
    assert np.count_nonzero(agreement < 1.0) == 1


def test_a_roster_is_sampled_from_columns_in_use(scene: Scene) -> None:
    other_chosen = scene.chosen[0][1:]
    columns = [*enumerate(scene.chosen), (0, other_chosen)]
    people, options = zip(*columns, strict=True)
    values = np.array([0.0, *[1.0] * (len(scene.chosen) - 1), 0.4])
    sampled = FractionalSolution(scene.decomposition, people, options, values).sample(
        np.random.default_rng(0)
    )
    assert sampled is not None
    assert sampled[0] is other_chosen
    assert sampled[1:] == scene.chosen[1:]


def test_nothing_is_sampled_where_somebody_has_no_column_in_use(scene: Scene) -> None:
    people, options = zip(*enumerate(scene.chosen), strict=True)
    values = np.array([0.0, *[1.0] * (len(scene.chosen) - 1)])
    assert (
        FractionalSolution(scene.decomposition, people, options, values).sample(np.random.default_rng(0))
        is None
    )


def test_the_search_restarts_when_the_incumbent_has_stood_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    restarts = list[FractionalSolution]()
    # However long a dive takes on this machine.
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.QUICK", np.inf)
    monkeypatch.setattr(
        "rostering.solver.columns.heuristics.primal_search.restart_search", recording(restarts)
    )
    monkeypatch.setattr(PrimalSearch, "_generate_cuts", lambda _self: None)
    search = column_search(restarts, 20.0)
    search.run()
    assert restarts
    assert not search._clock.over


def test_the_search_does_not_restart_where_dives_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    restarts = list[FractionalSolution]()
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.QUICK", 0.0)
    monkeypatch.setattr(
        "rostering.solver.columns.heuristics.primal_search.restart_search", recording(restarts)
    )
    monkeypatch.setattr(PrimalSearch, "_generate_cuts", lambda _self: None)
    column_search(restarts, 6.0).run()
    assert not restarts


def test_turn_by_turn_the_incumbent_becomes_cheaper_and_stays_lawful(scene: Scene) -> None:
    first_cost, rng = scene.incumbent.cost, np.random.default_rng(2)
    context = scene.context(rng, 30.0)
    solver = NeighbourhoodSolver(scene.decomposition, context)
    induced = RelaxationInducedSearch(scene.root, context, solver)
    for _ in range(10):
        solver.adopt_incumbent()
        induced.improve("neighbourhoods")
    assert scene.incumbent.cost < first_cost
    assert scene.incumbent.report is not None
    assert scene.incumbent.report.lawful
    assert scene.incumbent.cost >= scene.incumbent.bound


def test_a_restart_offers_only_what_is_better_than_the_incumbent(scene: Scene) -> None:
    master, rng = scene.root.master, np.random.default_rng(3)
    solution = FractionalSolution(
        scene.decomposition, master.column_person, master.column_options, master.column_values
    )
    first_cost = scene.incumbent.cost
    restart_search(scene.decomposition, scene.root, solution, scene.context(rng, 3.0), "neighbourhoods")
    assert scene.incumbent.cost < first_cost
    best_cost, changes = scene.incumbent.cost, scene.incumbent.changes
    restart_search(scene.decomposition, scene.root, solution, scene.context(rng, 1.0), "again")
    assert scene.incumbent.cost <= best_cost
    assert (scene.incumbent.changes > changes) == (scene.incumbent.cost < best_cost)


def test_column_values_with_cuts_make_both_searches_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    restarts = list[FractionalSolution]()
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.STUCK", np.inf)
    monkeypatch.setattr(
        "rostering.solver.columns.heuristics.primal_search.restart_search", recording(restarts)
    )
    published: list[PublishedColumns] = []
    column_search(restarts, 20.0, 1, published.append).run()
    assert restarts
    assert [columns.column_values is None for columns in published] == [True, False]
    restarts.clear()
    latest, second = published[1:], column_search(restarts, 20.0, 2, published.append)
    second.run(lambda: latest.pop() if latest else None)
    assert restarts
    assert isinstance(second.root.master, SimplexMaster)


def test_there_are_no_cuts_where_dives_use_a_bundle_master(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    published: list[PublishedColumns] = []
    scene.root.master = scene.root.as_bundle_master()
    monkeypatch.setattr("rostering.solver.columns.heuristics.primal_search.CutGeneration", pytest.fail)
    context = scene.context(np.random.default_rng(4), 2.0)
    search = PrimalSearch(scene.decomposition, scene.root, context, lambda _phase: None, published.append)
    search.run(PublishedColumns.of(scene.root.master))
    assert not published
