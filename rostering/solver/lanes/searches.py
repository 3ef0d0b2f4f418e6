"""Runs a search of any kind, the same way in the caller's process as in a lane's."""

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

#: Added to the seed of a second search, once for each earlier lane; odd, so that its first dive is another
#: kind.
SECOND_SEED = 10_001


@dataclass(frozen=True, slots=True)
class SearchEnvironment:
    """What a search needs besides its problem.

    Parameters
    ----------
    incumbent : Incumbent
        Takes rotas and bounds, and holds those of other searches.
    clock : Clock
        The limit.
    should_stop : callable
        Asked many times a second.
    on_phase : callable
        Called with the name of each phase that begins.
    publish : callable
        Called with the columns of the root node, and again after cuts.
    received_columns : callable
        Returns what another search has published since the last call, None for nothing.
    """

    incumbent: Incumbent
    clock: Clock
    should_stop: Callable[[], bool]
    on_phase: Callable[[str], None]
    publish: Callable[[PublishedColumns], None] = lambda _published: None
    received_columns: Callable[[], PublishedColumns | None] = lambda: None


def run_search(kind: SearchKind, problem: Problem, limits: Limits, environment: SearchEnvironment) -> Ending:
    """Search until proven, stopped or out of time; return how it ended."""
    if kind is SearchKind.CP_SAT:
        from rostering.solver.cpsat.engine import CpSatEngine

        return CpSatEngine(
            problem,
            limits,
            environment.clock,
            environment.incumbent,
            environment.should_stop,
            environment.on_phase,
        ).run()
    return _columns(kind, problem, limits, environment)


def _columns(kind: SearchKind, problem: Problem, limits: Limits, environment: SearchEnvironment) -> Ending:
    from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
    from rostering.solver.columns.search import ColumnSearch

    environment.on_phase(READING)
    board = ProblemDecomposition(problem, environment.should_stop, environment.clock.meter)
    if environment.should_stop():
        return Ending()

    def explain() -> None:
        from rostering.solver.cpsat.infeasibility import explain_infeasibility

        conflicts.extend(explain_infeasibility(problem, environment.clock, environment.should_stop))

    def stop() -> bool:
        return bool(conflicts) or environment.should_stop()

    conflicts: list[Conflict] = []
    search = ColumnSearch(
        board,
        environment.incumbent,
        environment.clock,
        limits.seed,
        stop,
        environment.on_phase,
        environment.publish,
        explain,
    )
    search.run(environment.received_columns if kind is SearchKind.IMPROVE else None)
    return Ending(infeasible=bool(conflicts), conflicts=tuple(conflicts))
