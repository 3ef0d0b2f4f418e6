"""The tasks of the workers: pure functions, so that any worker can run any of them.

Problems arrive pickled. A worker caches the decompositions it has made of them, which only saves time.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from rostering.problem import Problem, Roster
from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodIncumbent
from rostering.solver.columns.heuristics.simulated_annealing import SimulatedAnnealing
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.linking_rows import LinkingRows
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.pricing_problem import PricedRoster
from rostering.solver.columns.search import ColumnSearch
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.county.lending_dive import LendingDive
from rostering.solver.county.residual_decomposition import ExactRootNode, KnownRosters, ResidualDecomposition

#: The gap between master problem and bound at which column generation in a home ends.
ROOT_GAP = 0.002
#: A person's key, their options in a column (numbered as in any decomposition with all duties they can
#: serve), and its cost.
Column: TypeAlias = tuple[str, Ints, float]
#: A column, and its value in the fractional solution.
Shared: TypeAlias = tuple[Column, float]
#: How many decompositions a worker caches.
KEPT = 24
#: How many columns of each person a task returns, and the relaxation of a home.
NEAR, MANY = 8, 30


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """The options of a person: the number of each one's shift (-1: fixed work alone), and its day."""

    worker: str
    shifts: Ints
    days: Ints


@dataclass(frozen=True, slots=True)
class HomeRelaxation:
    """A home's linking constraints without its pricing problems, and the solution of its relaxation alone.

    People, the rows of their options with the coefficients there, and the facts of the rows; then the columns
    of least reduced cost, and the duals of the rows.
    """

    people: list[WorkerOptions]
    row: list[Ints]
    sign: list[Floats]
    rows: LinkingRows
    columns: list[Column]
    duals: Floats


@dataclass(frozen=True, slots=True)
class HomeResult:
    """The best lawful roster found, if any, its columns, and those of least reduced cost."""

    roster: Roster | None
    columns: list[Column]


def pack(problem: Problem) -> bytes:
    """Return a problem pickled, as the tasks take it."""
    return pickle.dumps(problem, pickle.HIGHEST_PROTOCOL)


def construct_roster(packed: bytes, seed: int, seconds: float, annealing: float) -> Roster | None:
    """Return a lawful roster constructed person by person, None if ``seconds`` of attempts gave none.

    Simulated annealing improves it for ``annealing`` seconds.
    """
    problem: Problem = pickle.loads(packed)
    clock, incumbent = Clock(seconds), Incumbent(problem)
    decomposition = ProblemDecomposition(problem, lambda: False)
    chance = np.random.default_rng(seed)
    while True:
        descent = CoordinateDescent(decomposition)
        descent.construct(chance.permutation(len(decomposition.people)).tolist(), lambda: False)
        descent.descend(chance.permutation(len(decomposition.people)).tolist(), lambda: clock.over)
        descent.offer(incumbent, "")
        if incumbent.roster is not None or clock.over:
            break
    SimulatedAnnealing(decomposition, incumbent, chance).run(Clock(annealing), lambda: clock.over, "")
    return incumbent.roster


def relax_home(packed: bytes, teams: Collection[str], seconds: float) -> HomeRelaxation:
    """Return the relaxation of the home of these teams alone: all duties of other teams count as filled."""
    decomposition, lock = _decomposition(packed)
    problem, rows = decomposition.problem, decomposition.rows
    elsewhere = np.zeros(len(rows.wanted), bool)
    for row, demand in enumerate(problem.demands):
        elsewhere[row] = problem.shift_of[demand.shifts[0]].team_key not in teams
    with lock:
        residual = ResidualDecomposition(decomposition, np.where(elsewhere, rows.wanted, 0.0), [])
        root = ExactRootNode(residual, NeighbourhoodIncumbent(residual, np.inf), lambda: False)
        root.generate(ROOT_GAP, Clock(seconds))
    people = [
        WorkerOptions(person.worker.key, person.option_shift, person.option_day)
        for person in decomposition.people
    ]
    columns = _cheapest_columns(decomposition, root, MANY)
    return HomeRelaxation(
        people, decomposition.option_rows, decomposition.option_coefficients, rows, columns, root.duals
    )


def price_workers(packed: bytes, duals: Floats) -> list[PricedRoster]:
    """Return everyone's cheapest roster at these duals of the rows."""
    decomposition, lock = _decomposition(packed)
    with lock:
        return [
            person.solve(decomposition.reduced_option_costs(number, duals))
            for number, person in enumerate(decomposition.people)
        ]


def fix_lent_duties(
    packed: bytes,
    teams: Collection[str],
    others: Floats,
    known: list[KnownRosters],
    columns: list[Column],
    duals: Floats,
    seconds: float,
) -> list[Shared]:
    """Return a fractional solution of a home in which all duties for other teams are integral.

    ``known`` are the rosters that people of other homes may choose among, ``others`` are the row sums of
    everybody else; column generation starts from columns and duals of the home. Empty if time ran out.
    """
    clock, (decomposition, lock) = Clock(seconds), _decomposition(packed)
    people = decomposition.people
    number = {person.worker.key: place for place, person in enumerate(people)}
    with lock:
        residual = ResidualDecomposition(decomposition, others, known)
        incumbent = NeighbourhoodIncumbent(residual, np.inf)
        root = ExactRootNode(residual, incumbent, lambda: False)
        root.duals = duals.copy()
        for key, chosen, cost in columns:
            root.master.add(number[key], chosen, cost)
        for place, rosters in enumerate(known, len(people)):
            for option, cost in enumerate(rosters.cost):
                root.master.add(place, np.array([option]), float(cost))
        root.generate(ROOT_GAP, clock)
        elsewhere = np.array(
            [*(shift.team_key not in teams for shift in decomposition.problem.shifts), False]
        )
        dive = LendingDive(
            root, incumbent, lambda: clock.over, [elsewhere[person.option_shift] for person in people]
        )
        dive.dive()
    master = root.master
    return [
        ((people[person].worker.key, master.column_options[column], master.column_cost[column]), value)
        for person, column, value in dive.solution
    ]


def improve_roster(
    packed: bytes, start: Roster, known: list[Column], seed: int, seconds: float
) -> HomeResult:
    """Return the best roster found in the time, starting from a roster and known columns."""
    problem: Problem = pickle.loads(packed)
    clock, incumbent = Clock(seconds), Incumbent(problem)
    incumbent.offer(start, "")
    # The county's column generation is over, and a search needs the memory.
    _decomposition.cache_clear()
    decomposition = ProblemDecomposition(problem, lambda: False)
    number = {person.worker.key: place for place, person in enumerate(decomposition.people)}
    columns = [(number[key], chosen, cost) for key, chosen, cost in known]
    search = ColumnSearch(decomposition, incumbent, clock, seed, lambda: False, known_columns=columns)
    search.run()
    best = decomposition.chosen_options(incumbent.roster or start)
    used = [
        (key, best[person], decomposition.roster_cost(person, best[person])) for key, person in number.items()
    ]
    return HomeResult(incumbent.roster, used + _cheapest_columns(decomposition, search.root, NEAR))


def _cheapest_columns(decomposition: ProblemDecomposition, root: RootNode, most: int) -> list[Column]:
    """Return the columns of least reduced cost, so many of each person."""
    master = root.master
    return [
        (person.worker.key, master.column_options[column], master.column_cost[column])
        for number, person in enumerate(decomposition.people)
        for column in master.cheapest_columns(number, root.duals, most)
    ]


@lru_cache(maxsize=KEPT)
def _decomposition(packed: bytes) -> tuple[ProblemDecomposition, threading.Lock]:
    """Return the decomposition of a problem, and the lock that a thread holds while it works with it."""
    return ProblemDecomposition(pickle.loads(packed), lambda: False), threading.Lock()
