"""Guards against regressions in under three minutes: our engine against plain CP-SAT, as ratios of one run.

Absolute times differ from machine to machine and from day to day; how two solvers compare on the same
machine within the same minutes does so far less.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import exp, log
from pathlib import Path

from benchmarks import curtois
from benchmarks.cases import CP_SAT, OURS, Case
from benchmarks.measure import measure
from benchmarks.records import Run
from rostering.solver.generators.teams import team

RECORDED = Path(__file__).with_name("quick.toml")
NAME = "quick"
#: By suite. What a slow machine gives a team in six seconds hangs on what comes to its end just before.
SECONDS = {"teams": 10, "curtois": 6}
INSTANCES = tuple(f"Instance{number}" for number in (1, 2, 3, 4, 10, 11))
#: Seed, people and weeks. Of the small ones, one on which CP-SAT comes about as far in each run.
TEAMS = ((1, 8, 2), (3, 12, 2), (3, 20, 4), (1, 30, 4))
#: Added to both sides of a ratio, so that nothing of a gap, or of a second, does not count as a world.
GAP_SHIFT, SECONDS_SHIFT = 0.01, 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """The same instance solved by us and by the peer, one after the other."""

    ours: Run
    peer: Run

    def ratios(self) -> dict[str, float]:
        """Return how we compare in rota, bound and time to a proof; below 1 we are better."""
        runs = (self.ours, self.peer)
        cost = min((cost for run in runs if (cost := _cost(run)) is not None), default=0)
        bound = max(_bound(run) for run in runs)
        gaps = [_gap(_cost(run), bound) + GAP_SHIFT for run in runs]
        bounds = [_gap(cost, _bound(run)) + GAP_SHIFT for run in runs]
        proofs = [(run.used if run.proven else run.seconds) + SECONDS_SHIFT for run in runs]
        compared = {"gap": gaps, "bound": bounds, "proof": proofs}
        return {name: ours / peers for name, (ours, peers) in compared.items()}


def _cost(run: Run) -> int | None:
    return None if run.fault else run.cost


def _bound(run: Run) -> int:
    return 0 if run.fault or run.bound is None else run.bound


def _gap(cost: int | None, bound: int) -> float:
    """Return how far a cost is from a bound as a share of the cost; all of it where there is no rota."""
    if cost is None:
        return 1.0
    return max(0, cost - bound) / cost if cost else 0.0


@dataclass(frozen=True, slots=True)
class Guard:
    """One ratio that was recorded, and by what share it may be worse, and why so."""

    recorded: float
    margin: float
    reason: str

    @property
    def most(self) -> float:
        """Above this it fails."""
        return self.recorded * (1 + self.margin)


def guards(path: Path = RECORDED) -> dict[str, dict[str, Guard]]:
    """Return what was recorded, by suite and what is compared."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        suite: {name: Guard(**guard) for name, guard in ratios.items()} for suite, ratios in content.items()
    }


def mean(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the geometric mean of each ratio over instances."""
    each = [pair.ratios() for pair in pairs]
    return {name: exp(sum(log(ratios[name]) for ratios in each) / len(each)) for name in each[0]}


def verdict(ratios: Mapping[str, float], recorded: Mapping[str, Guard]) -> Iterator[tuple[str, bool]]:
    """Yield a line for each ratio, and whether it is still good."""
    for name, ratio in ratios.items():
        guard = recorded[name]
        good = ratio <= guard.most
        words = f"{name:6} {ratio:.3f}, recorded {guard.recorded:.3f}, at most {guard.most:.3f}"
        yield (words if good else f"{words}: WORSE ({guard.reason})"), good


def cases() -> list[Case]:
    """Return the small teams, and the small public instances where they are at hand."""
    teams = [
        Case(
            suite=NAME,
            instance=f"team{staff}-{seed}",
            size=f"{staff} people, {weeks} weeks",
            problem=partial(team, seed, staff, weeks),
        )
        for seed, staff, weeks in TEAMS
    ]
    return teams + [case for case in curtois.cases() if case.instance in INSTANCES]


def run() -> int:
    """Measure, say how we compare, and return 1 if any ratio is worse than it may be."""
    known, code = guards(), 0
    pairs: dict[str, list[Pair]] = {}
    for case in cases():
        suite = "teams" if case.suite == NAME else case.suite
        pair = Pair(*(measure(case, solver, SECONDS[suite], 0) for solver in (OURS, CP_SAT)))
        pairs.setdefault(suite, []).append(pair)
        print(_line(case, (pair.ours, pair.peer)), flush=True)
    for suite, measured in pairs.items():
        for words, good in verdict(mean(measured), known[suite]):
            print(f"{suite:8} {words}")
            code = code if good else 1
    if "curtois" not in pairs:
        print(f"curtois  {curtois.SUITE.absent}")
    return code


def _line(case: Case, runs: Iterable[Run]) -> str:
    told = (f"{run.solver} {run.cost} / {run.bound} in {run.used:.1f} s {run.fault}" for run in runs)
    return f"{case.instance:11} {'   '.join(told)}"
