"""How soon a team of 30 people and 28 days has a lawful rota, and how good it is after 30 seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Limits, Progress, Result
from rostering.solver import solve
from rostering.solver.teams import team

SEEDS = (1, 2, 3)
LIMITS = Limits(seconds=30, workers=2)


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run: when the first lawful rota came, when minimum cover was settled, and the end."""

    seed: int
    first_seconds: float | None
    settled_seconds: float | None
    result: Result


def run(seed: int) -> Run:
    """Return the measured run of one team."""
    seen: list[Progress] = []
    result = solve(team(seed), LIMITS, seen.append)
    first = next((one.seconds for one in seen if one.best is not None), None)
    settled = next((one.seconds for one in seen if one.phase == "improving"), None)
    return Run(seed, first, settled if result.cover_proven else None, result)


def table() -> Iterator[str]:
    """Yield the lines of the results as a table, a run at a time."""
    yield "| team | first lawful rota | cover settled | unfilled | cost | bound | gap of the rest | gap |"
    yield "|---|---|---|---|---|---|---|---|"
    for seed in SEEDS:
        one = run(seed)
        result = one.result
        if result.report is None or result.cost is None or result.gap is None:
            yield f"| {seed} | none in {LIMITS.seconds:.0f} s | | | | {result.bound} | | |"
            continue
        minimum = sum(line.cost for line in result.report.lines if line.rule == "minimum_cover")
        wishes = result.cost - minimum
        rest = (result.cost - result.bound) / wishes if wishes else 0.0
        yield (
            f"| {seed} | {_seconds(one.first_seconds)} | {_seconds(one.settled_seconds)} | {result.unfilled} "
            f"| {result.cost} | {result.bound} | {100 * rest:.1f} % | {100 * result.gap:.2f} % |"
        )


def _seconds(value: float | None) -> str:
    return "not yet" if value is None else f"{value:.1f} s"
