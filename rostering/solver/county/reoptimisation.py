"""Large neighbourhood search by homes: the people of one are searched again, all others stay fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from rostering.problem import Problem, Report, Roster
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.county.homes import Home, merged, subproblem, worked_by
from rostering.solver.county.task_runner import POLL_SECONDS, TaskRunner
from rostering.solver.county.tasks import Column, HomeResult, improve_roster, pack

#: The numbers of homes that are searched together.
Group: TypeAlias = tuple[int, ...]
#: How many seconds are kept back for merging the last results.
MERGING_SECONDS = 1.5


class HomeReoptimisation:
    """Searches homes again, as many at once as the task runner has workers.

    Parameters
    ----------
    problem, homes
        The county, and the homes that it is decomposed into.
    runner, incumbent, clock
        Runs the searches, takes their rotas, and says when the run ends.
    seed : int
        Of the first search; each has another.

    Attributes
    ----------
    roster, report
        The current rota and the checker's report on it; None before the first. It may lack more of the
        minimum than the incumbent if it costs less in all: the next searches fill that before anything else.
    """

    def __init__(
        self,
        problem: Problem,
        homes: Sequence[Home],
        runner: TaskRunner,
        incumbent: Incumbent,
        clock: Clock,
        seed: int,
    ) -> None:
        self._problem, self._homes = problem, homes
        self._runner, self._incumbent, self._clock = runner, incumbent, clock
        self._seed = seed
        self.roster: Roster | None = None
        self.report: Report | None = None

    def accept(self, roster: Roster, report: Report) -> bool:
        """Make a lawful rota the current one if it costs less; return whether it does."""
        accepted = report.lawful and (self.report is None or report.cost < self.report.cost)
        if accepted:
            self.roster, self.report = roster, report
        return accepted

    def run(
        self,
        choose: Callable[[], Group | None],
        known: Callable[[Group], list[Column]],
        seconds: float,
        phase: str,
        should_stop: Callable[[], bool],
    ) -> Iterator[tuple[Group, HomeResult, bool]]:
        """Search the chosen homes for so many seconds a person, until none is chosen or it has to stop.

        Yields each search as it ends: the homes, the result, and whether that improved the current rota.
        """
        while not should_stop():
            while (
                len(self._runner.tasks_under_way) < self._runner.size and self._clock.left() > MERGING_SECONDS
            ):
                group = choose()
                if group is None:
                    break
                self._submit(group, known(group), seconds)
            if not self._runner.tasks_under_way:
                return
            for group, result in self._runner.results(POLL_SECONDS):
                yield group, result, self._merge(group, result.roster, phase)
        self._runner.cancel()

    def is_independent(self, group: Group) -> bool:
        """Whether no home under way could work for the same teams as this group."""
        return not any(
            self._homes[home].meets(self._homes[other])
            for home in group
            for other_group in self._runner.tasks_under_way
            for other in other_group
        )

    def _submit(self, group: Group, known: list[Column], seconds: float) -> None:
        roster, workers = self.roster, self._workers(group)
        assert roster is not None
        teams = frozenset[str]().union(*(self._homes[home].serves for home in group))
        packed = pack(subproblem(self._problem, workers, teams, roster))
        start = worked_by(workers, roster)
        seconds = min(seconds * len(workers), self._clock.left() - MERGING_SECONDS)
        self._seed += 1
        self._runner.submit(group, improve_roster, packed, start, known, self._seed, seconds)

    def _merge(self, group: Group, roster: Roster | None, phase: str) -> bool:
        """Merge the roster of a group into the current rota, which others may have changed meanwhile."""
        if roster is None or self.roster is None:
            return False
        whole = merged(self.roster, self._workers(group), roster)
        return whole != self.roster and self.accept(whole, self._incumbent.offer(whole, phase))

    def _workers(self, group: Group) -> frozenset[str]:
        return frozenset(key for home in group for key in self._homes[home].workers)
