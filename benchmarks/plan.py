"""Which runs are to be made, in which order, and which of them are done already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks import machine
from benchmarks.cases import OURS, Case
from benchmarks.records import Key, Run
from benchmarks.solvers import NEEDS


@dataclass(frozen=True, slots=True)
class Planned:
    """A run that is to be made."""

    case: Case
    solver: str
    seconds: float
    seed: int

    @property
    def key(self) -> Key:
        """What makes it the same as a run that was made."""
        return self.case.suite, self.case.instance, self.solver, self.seconds, self.seed


@dataclass(frozen=True, slots=True)
class Choice:
    """What of all that can be measured is to be; None leaves it to each instance."""

    instances: Sequence[str] | None = None
    solvers: Sequence[str] | None = None
    limits: Sequence[int] | None = None
    seeds: Sequence[int] | None = None


def planned(cases: Iterable[Case], choice: Choice) -> list[Planned]:
    """Return the runs of these instances, first those of the first seed, and of these the short ones.

    Our engine plans by its limit, so each limit is a run of its own; a peer's best at a shorter limit is read
    from its longest run.
    """
    planned = []
    for case in cases:
        if choice.instances is not None and case.instance not in choice.instances:
            continue
        limits, seeds = choice.limits or case.limits, choice.seeds or case.seeds
        for solver in (OURS, *case.peers, *case.on_demand):
            if solver not in (choice.solvers or (OURS, *case.peers)):
                continue
            if solver == OURS:
                planned += [Planned(case, OURS, limit, seed) for limit in limits for seed in seeds]
            else:
                planned.append(Planned(case, solver, max(limits), seeds[0]))
    return sorted(planned, key=lambda run: (run.seed, run.seconds))


def left(runs: Sequence[Planned], done: Callable[[], Mapping[Key, Run]], since: str) -> Iterator[Planned]:
    """Yield the runs that are still to be made when their turn comes.

    A run of ours is done if it was measured at the commit ``since`` or later; a peer's if it was measured
    with the versions of today. What our engine proves in a short run needs no longer one.
    """
    for run in runs:
        suite, instance, solver, seconds, seed = run.key
        stands = any(
            same.seconds == seconds or (solver == OURS and same.seconds < seconds and same.proven)
            for same in done().values()
            if (same.suite, same.instance, same.solver, same.seed) == (suite, instance, solver, seed)
            and counts(same, since)
        )
        if not stands:
            yield run


def counts(run: Run, since: str) -> bool:
    """Return whether what was measured still stands."""
    if run.solver == OURS:
        return _contains(run.commit.rstrip("+"), since)
    today = machine.versions()
    return all(run.versions.get(package) == today.get(package) for package in NEEDS[run.solver])


@cache
def _contains(commit: str, since: str) -> bool:
    """Return whether a commit is ``since`` or came after it."""
    base, wanted = machine.git("merge-base", since, commit), machine.git("rev-parse", since)
    return bool(base) and base == wanted
