"""What a worker does for the county: functions of what they are given, so that any worker can do any of them.

Problems arrive pickled. A worker keeps the boards it has read from them for a while, which saves time and
changes nothing.
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

#: The gap between columns and bound at which a home's prices are good enough.
ROOT_GAP = 0.002
#: Whose column it is, their options in it, as any board with all they can serve numbers them, and its cost.
Column: TypeAlias = tuple[str, Ints, float]
#: A column, and how much of it its person has.
Shared: TypeAlias = tuple[Column, float]
#: How many boards a worker keeps.
KEPT = 24
#: How many columns of each person are worth telling of, and of a whole home to begin with.
NEAR, MANY = 8, 30


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """The options of a person.

    Of each: the number of its shift in the problem of the board (-1: fixed work alone), and its day.
    """

    worker: str
    shifts: Ints
    days: Ints


@dataclass(frozen=True, slots=True)
class HomeRelaxation:
    """A board without what prices it, and what its people do when each home is left to itself.

    People, the rows in which their options count and how, and the rows; the columns that are best then, in
    shares, and the prices of the rows.
    """

    people: list[WorkerOptions]
    row: list[Ints]
    sign: list[Floats]
    rows: LinkingRows
    columns: list[Column]
    duals: Floats


@dataclass(frozen=True, slots=True)
class HomeResult:
    """The best lawful roster found, if any, its columns and those near the bound."""

    roster: Roster | None
    columns: list[Column]


def pack(problem: Problem) -> bytes:
    """Return a problem as the tasks take it."""
    return pickle.dumps(problem, pickle.HIGHEST_PROTOCOL)


def first(packed: bytes, seed: int, seconds: float, annealing: float) -> Roster | None:
    """Return a lawful roster made person by person, trying again for so long; None if that gave none.

    Small changes make it better for ``annealing`` seconds.
    """
    problem: Problem = pickle.loads(packed)
    clock, incumbent = Clock(seconds), Incumbent(problem)
    board = ProblemDecomposition(problem, lambda: False)
    chance = np.random.default_rng(seed)
    while True:
        descent = CoordinateDescent(board)
        descent.construct(chance.permutation(len(board.people)).tolist(), lambda: False)
        descent.descend(chance.permutation(len(board.people)).tolist(), lambda: clock.over)
        descent.offer(incumbent, "")
        if incumbent.roster is not None or clock.over:
            break
    SimulatedAnnealing(board, incumbent, chance).run(Clock(annealing), lambda: clock.over, "")
    return incumbent.roster


def opened(packed: bytes, teams: Collection[str], seconds: float) -> HomeRelaxation:
    """Return what the county has to know of a home, whose own teams these are.

    For its columns and prices all duties of other teams count as filled.
    """
    board, lock = _board(packed)
    problem, rows = board.problem, board.rows
    elsewhere = np.zeros(len(rows.wanted), bool)
    for row, demand in enumerate(problem.demands):
        elsewhere[row] = problem.shift_of[demand.shifts[0]].team_key not in teams
    with lock:
        sheet = ResidualDecomposition(board, np.where(elsewhere, rows.wanted, 0.0), [])
        root = ExactRootNode(sheet, NeighbourhoodIncumbent(sheet, np.inf), lambda: False)
        root.generate(ROOT_GAP, Clock(seconds))
    people = [WorkerOptions(one.worker.key, one.option_shift, one.option_day) for one in board.people]
    columns = _near(board, root, MANY)
    return HomeRelaxation(people, board.option_rows, board.option_coefficients, rows, columns, root.duals)


def price(packed: bytes, duals: Floats) -> list[PricedRoster]:
    """Return everyone's cheapest roster at some prices of the rows."""
    board, lock = _board(packed)
    with lock:
        return [
            person.solve(board.reduced_option_costs(number, duals))
            for number, person in enumerate(board.people)
        ]


def lent(
    packed: bytes,
    teams: Collection[str],
    others: Floats,
    known: list[KnownRosters],
    columns: list[Column],
    duals: Floats,
    seconds: float,
) -> list[Shared]:
    """Return rosters of everyone in a home, in shares, in which no duty of another team is done in part.

    ``known`` are the rosters that people of other homes may choose among, in shares, ``others`` is what all
    others add to each row; the search begins from columns and prices of the home. Nothing: not in the time.
    """
    clock, (board, lock) = Clock(seconds), _board(packed)
    people = board.people
    number = {one.worker.key: place for place, one in enumerate(people)}
    with lock:
        sheet = ResidualDecomposition(board, others, known)
        aim = NeighbourhoodIncumbent(sheet, np.inf)
        root = ExactRootNode(sheet, aim, lambda: False)
        root.duals = duals.copy()
        for key, chosen, cost in columns:
            root.master.add(number[key], chosen, cost)
        for place, one in enumerate(known, len(people)):
            for option, cost in enumerate(one.cost):
                root.master.add(place, np.array([option]), float(cost))
        root.generate(ROOT_GAP, clock)
        elsewhere = np.array([*(one.team_key not in teams for one in board.problem.shifts), False])
        dive = LendingDive(root, aim, lambda: clock.over, [elsewhere[one.option_shift] for one in people])
        dive.dive()
    pool = root.master
    return [
        ((people[person].worker.key, pool.column_options[column], pool.column_cost[column]), share)
        for person, column, share in dive.shares
    ]


def improved(packed: bytes, start: Roster, known: list[Column], seed: int, seconds: float) -> HomeResult:
    """Return the best roster found in the time, from one to start with and columns that are known."""
    problem: Problem = pickle.loads(packed)
    clock, incumbent = Clock(seconds), Incumbent(problem)
    incumbent.offer(start, "")
    # Nothing is priced any more for the county, and a search needs the memory.
    _board.cache_clear()
    board = ProblemDecomposition(problem, lambda: False)
    number = {one.worker.key: place for place, one in enumerate(board.people)}
    columns = [(number[key], chosen, cost) for key, chosen, cost in known]
    search = ColumnSearch(board, incumbent, clock, seed, lambda: False, known_columns=columns)
    search.run()
    best = board.chosen_options(incumbent.roster or start)
    had = [(key, best[person], board.roster_cost(person, best[person])) for key, person in number.items()]
    return HomeResult(incumbent.roster, had + _near(board, search.root, NEAR))


def _near(board: ProblemDecomposition, root: RootNode, most: int) -> list[Column]:
    """Return so many columns of each person of a board that are near the bound."""
    known = root.master
    return [
        (one.worker.key, known.column_options[column], known.column_cost[column])
        for person, one in enumerate(board.people)
        for column in known.cheapest_columns(person, root.duals, most)
    ]


@lru_cache(maxsize=KEPT)
def _board(packed: bytes) -> tuple[ProblemDecomposition, threading.Lock]:
    """Return the board of a problem, and what keeps two threads from working with it at once."""
    return ProblemDecomposition(pickle.loads(packed), lambda: False), threading.Lock()
