"""Turns of homes: some people are searched beside what all others do, and what is found joins the rota."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from rostering.problem import Problem, Report, Roster
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.county.homes import Home, merged, part, worked_by
from rostering.solver.county.task_runner import POLL_SECONDS, TaskRunner
from rostering.solver.county.tasks import Column, HomeResult, improved, pack

#: The numbers of homes that have a turn together.
Group: TypeAlias = tuple[int, ...]
#: What is left of the time for putting in what the last turn found.
MERGING_SECONDS = 1.5


class HomeReoptimisation:
    """Gives turns to homes, as many at once as the crew has workers.

    Parameters
    ----------
    problem, homes
        The county, and how it is parted.
    crew, incumbent, clock
        Who searches, where rotas go, and when the run ends.
    seed : int
        For the first turn; each has another.

    Attributes
    ----------
    roster, report
        The rota that turns go on from, and how it was judged; None before the first. It may lack more of the
        minimum than the best one if it costs less all the same: turns fill that sooner than all else.
    """

    def __init__(
        self,
        problem: Problem,
        homes: Sequence[Home],
        crew: TaskRunner,
        incumbent: Incumbent,
        clock: Clock,
        seed: int,
    ) -> None:
        self._problem, self._homes = problem, homes
        self._crew, self._incumbent, self._clock = crew, incumbent, clock
        self._seed = seed
        self.roster: Roster | None = None
        self.report: Report | None = None

    def go_on_from(self, roster: Roster, report: Report) -> bool:
        """Go on from a lawful rota if it costs less than that so far; return whether it does."""
        taken = report.lawful and (self.report is None or report.cost < self.report.cost)
        if taken:
            self.roster, self.report = roster, report
        return taken

    def give(
        self,
        choose: Callable[[], Group | None],
        known: Callable[[Group], list[Column]],
        seconds: float,
        phase: str,
        should_stop: Callable[[], bool],
    ) -> Iterator[tuple[Group, HomeResult, bool]]:
        """Give turns of so many seconds a person to the homes chosen, until there are none or it has to stop.

        Yields each turn as it ends: the homes, what they found, and whether that made the rota better.
        """
        while not should_stop():
            while len(self._crew.names) < self._crew.size and self._clock.left() > MERGING_SECONDS:
                group = choose()
                if group is None:
                    break
                self._send(group, known(group), seconds)
            if not self._crew.names:
                return
            for group, found in self._crew.results(POLL_SECONDS):
                yield group, found, self._merge(group, found.roster, phase)
        self._crew.drop()

    def at_peace(self, group: Group) -> bool:
        """Whether no homes that could work for the same teams have their turn now."""
        return not any(
            self._homes[home].meets(self._homes[other])
            for home in group
            for busy in self._crew.names
            for other in busy
        )

    def _send(self, group: Group, known: list[Column], seconds: float) -> None:
        roster, workers = self.roster, self._workers(group)
        assert roster is not None
        teams = frozenset[str]().union(*(self._homes[home].serves for home in group))
        given = pack(part(self._problem, workers, teams, roster))
        start = worked_by(workers, roster)
        seconds = min(seconds * len(workers), self._clock.left() - MERGING_SECONDS)
        self._seed += 1
        self._crew.send(group, improved, given, start, known, self._seed, seconds)

    def _merge(self, group: Group, found: Roster | None, phase: str) -> bool:
        """Take what homes found; others that had their turn meanwhile may have made it worthless."""
        if found is None or self.roster is None:
            return False
        both = merged(self.roster, self._workers(group), found)
        return both != self.roster and self.go_on_from(both, self._incumbent.offer(both, phase))

    def _workers(self, group: Group) -> frozenset[str]:
        return frozenset(key for home in group for key in self._homes[home].workers)
