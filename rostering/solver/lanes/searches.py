"""Starts the search of a kind, the same way in this process as in a lane's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rostering.problem import Conflict, Limits, Problem
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import READING, Ending, SearchKind

if TYPE_CHECKING:
    from rostering.solver.columns.master.published_columns import PublishedColumns

#: Added to the seed of a second search, for each lane; odd, so that it dives the other way first.
SECOND_SEED = 10_001


@dataclass(frozen=True, slots=True)
class SearchEnvironment:
    """What a search needs beside its problem.

    Parameters
    ----------
    incumbent : Incumbent
        Where rotas and bounds go and come from.
    clock : Clock
        For how long at most.
    should_stop : callable
        Asked many times a second.
    on_phase : callable
        Told which phase begins.
    publish : callable
        Given the columns of a root, and again with what cuts have told of them.
    news : callable
        Returns what another search has published since it was last asked, None for nothing.
    """

    incumbent: Incumbent
    clock: Clock
    should_stop: Callable[[], bool]
    on_phase: Callable[[str], None]
    publish: Callable[[PublishedColumns], None] = lambda _published: None
    news: Callable[[], PublishedColumns | None] = lambda: None


def run(kind: SearchKind, problem: Problem, limits: Limits, around: SearchEnvironment) -> Ending:
    """Search until proven, stopped or out of time; return what is known at the end."""
    if kind is SearchKind.CP_SAT:
        from rostering.solver.cpsat.engine import CpSatEngine

        return CpSatEngine(
            problem, limits, around.clock, around.incumbent, around.should_stop, around.on_phase
        ).run()
    return _columns(kind, problem, limits, around)


def _columns(kind: SearchKind, problem: Problem, limits: Limits, around: SearchEnvironment) -> Ending:
    from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
    from rostering.solver.columns.search import ColumnSearch

    around.on_phase(READING)
    board = ProblemDecomposition(problem, around.should_stop, around.clock.meter)
    if around.should_stop():
        return Ending()

    def ask_why() -> None:
        from rostering.solver.cpsat.infeasibility import conflicts

        found.extend(conflicts(problem, around.clock, around.should_stop))

    def stop() -> bool:
        return bool(found) or around.should_stop()

    found: list[Conflict] = []
    search = ColumnSearch(
        board, around.incumbent, around.clock, limits.seed, stop, around.on_phase, around.publish, ask_why
    )
    search.run(around.news if kind is SearchKind.IMPROVE else None)
    return Ending(infeasible=bool(found), conflicts=tuple(found))
