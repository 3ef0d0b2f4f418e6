"""What was measured, a line of JSON for each run: measuring goes on from it, and drawing needs no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

FOLDER = Path(__file__).with_name("measured")
OURS = "ours"

#: Seconds since the start, the best cost and the bound then; None before the first.
Point: TypeAlias = tuple[float, int | None, int | None]
#: What makes two runs the same: suite, instance, solver, limit in seconds, seed.
Key: TypeAlias = tuple[str, str, str, float, int]


@dataclass(frozen=True, slots=True)
class Run:
    """One solver on one instance for so long.

    Parameters
    ----------
    suite, instance, solver : str
        What was solved, and by which of `benchmarks.solvers.SOLVERS`.
    seconds : float
        The limit, wall clock.
    workers, seed : int
        Search threads or processes, and the seed.
    status : str
        How the solver says that it ended; "killed" when it had to be.
    cost, referee : int or None
        Cost of its rota by our independent checker, and by a referee that is not ours where there is one.
    bound : int or None
        No rota can cost less, as far as the solver proved.
    phase : str
        Which part of the solver found the rota.
    used, first : float
        Seconds until the answer, and until the first lawful rota (None: there was none).
    cpu : float
        Processor seconds of all its processes.
    others : float
        How many cores other work kept busy meanwhile, on average.
    peak_mb : int
        Most memory at once, all its processes together.
    load : float
        Load of the machine when it began.
    trace : tuple of Point
        When best or bound changed.
    fault : str
        What is wrong with the answer; empty when nothing is.
    commit, machine, at : str
        What was measured, where, and on which day.
    versions : mapping
        Of the packages that matter.
    figures : mapping
        What else the suite counts in the rota (changes, people lent), by name.
    size, best_known
        Of the instance, as its suite says, so that it can be drawn where its file is not at hand.
    """

    suite: str
    instance: str
    solver: str
    seconds: float
    workers: int
    seed: int
    status: str
    cost: int | None
    referee: int | None
    bound: int | None
    phase: str
    used: float
    first: float | None
    cpu: float
    others: float
    peak_mb: int
    load: float
    trace: tuple[Point, ...]
    fault: str
    commit: str
    machine: str
    at: str
    versions: dict[str, str] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    size: str = ""
    best_known: int | None = None

    @property
    def key(self) -> Key:
        """What makes it the same run as another."""
        return self.suite, self.instance, self.solver, self.seconds, self.seed

    @property
    def proven(self) -> bool:
        """Whether its rota is proven the best there is."""
        return not self.fault and self.cost is not None and self.bound is not None and self.bound >= self.cost

    def best_at(self, seconds: float) -> int | None:
        """Return the cost of the best rota it had by then; None if none, or if its rota was at fault."""
        if self.fault:
            return None
        if seconds >= self.seconds:
            return self.cost
        costs = [best for at, best, _ in self.trace if at <= seconds and best is not None]
        return min(costs) if costs else None


def append(run: Run, folder: Path = FOLDER) -> None:
    """Add a run to those of its suite."""
    folder.mkdir(exist_ok=True)
    with (folder / f"{run.suite}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(run), separators=(",", ":")) + "\n")


def read(folder: Path = FOLDER) -> list[Run]:
    """Return every run that was measured, in the order of the files."""
    return [run for path in sorted(folder.glob("*.jsonl")) for run in _lines(path)]


def _lines(path: Path) -> Iterator[Run]:
    for line in path.read_text(encoding="utf-8").splitlines():
        content = json.loads(line)
        content["trace"] = tuple((at, best, bound) for at, best, bound in content["trace"])
        yield Run(**content)


def newest(runs: Iterable[Run]) -> dict[Key, Run]:
    """Return the last of the runs that are the same."""
    return {run.key: run for run in runs}
