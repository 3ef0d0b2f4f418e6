"""The public shift scheduling instances: the engine beside plain CP-SAT in the same time, and the best known.

The instances are not part of the project; the suite is left out where they are not beside it.
"""

from __future__ import annotations

import csv
import resource
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from rostering.formats import read_problem
from rostering.problem import Limits, Problem, Result
from rostering.solver import solve

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"
#: Seconds, and the instances that are measured for so long.
QUICK = ((5, ("Instance1", "Instance2", "Instance3", "Instance4")), (20, ("Instance10", "Instance17")))
FULL = (
    (10, ("Instance1", "Instance2", "Instance3", "Instance4", "Instance10", "Instance11")),
    (60, ("Instance5", "Instance7", "Instance9", "Instance13", "Instance15", "Instance17", "Instance19")),
    (600, ("Instance13", "Instance15", "Instance19", "Instance20", "Instance22", "Instance24")),
)
#: One worker would be a straw man.
PEER_WORKERS = 8


def best_known() -> dict[str, int]:
    """Return the best known cost of each instance; empty where the instances are not beside the project."""
    path = FOLDER / "curtois_best_known.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["instance"]: int(row["best_known"]) for row in csv.DictReader(file)}


def table(plan: tuple[tuple[int, tuple[str, ...]], ...], seeds: tuple[int, ...]) -> Iterator[str]:
    """Yield the lines of the results as a table, an instance at a time."""
    known = best_known()
    if not known:
        yield "The public instances are not beside the project, so nothing was measured."
        return
    yield (
        "| instance | seconds | best known | bound | cost: median (all) | from best known | found by "
        "| plain CP-SAT | memory so far |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for seconds, names in plan:
        for name in names:
            problem = read_problem((FOLDER / "curtois" / f"{name}.txt").read_text(encoding="utf-8"))
            results = [solve(problem, Limits(seconds=seconds, workers=2, seed=seed)) for seed in seeds]
            peer = _plain(problem, seconds)
            yield _line(name, seconds, known[name], results, peer)


def _plain(problem: Problem, seconds: int) -> Result:
    from rostering.solver.engine import Engine

    return Engine(problem, Limits(seconds=seconds, workers=PEER_WORKERS), None, None).run()


def _line(name: str, seconds: int, known: int, results: list[Result], peer: Result) -> str:
    costs = [result.cost for result in results if result.cost is not None]
    bound = max(result.bound for result in results)
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if not costs:
        return (
            f"| {name} | {seconds} | {known} | {bound} | none | | | {peer.cost or 'none'} | {memory_mb} MB |"
        )
    middle = int(median(costs))
    phase = next(result.phase for result in results if result.cost == costs[0])
    every = ", ".join(str(cost) for cost in costs)
    return (
        f"| {name} | {seconds} | {known} | {bound} | {middle} ({every}) | {100 * (middle / known - 1):.1f} % "
        f"| {phase} | {peer.cost or 'none'} | {memory_mb} MB |"
    )
