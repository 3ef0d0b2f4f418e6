"""What a suite is made of: instances, for how long each is measured, beside whom, and who judges the rota."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rostering.problem import Problem, Report

#: Who solves: our engine, and what a user could pick instead.
OURS, CP_SAT, CPMPY, HIGHS = "ours", "cp-sat", "cpmpy", "highs"
LIMITS = (10, 60, 600)
SEEDS = (0, 1, 2)


def folder() -> Path:
    """Return where the public instances are: beside the checkout, or where ROSTERING_BENCHMARKS says."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"
    return Path(os.environ.get("ROSTERING_BENCHMARKS", beside))


@dataclass(frozen=True, slots=True)
class Case:
    """One instance of a suite.

    Parameters
    ----------
    suite, instance : str
        Their names; together they are unique.
    size : str
        How large it is, in words.
    problem : callable
        Reads or makes it.
    limits : tuple of int
        For how many seconds our engine is measured, each in runs of its own.
    seeds : tuple of int
        Each limit is measured with each.
    peers : tuple of str
        Who is measured beside it, for the longest limit.
    on_demand : tuple of str
        Who can be too, when named.
    workers : int
        Search threads or processes of our engine.
    with_skill : bool
        Whether its rosters name the skill of each duty.
    file : Path or None
        The file it comes from, for peers that read it by themselves.
    best_known, best_bound : int or None
        Published: the best cost and the best bound.
    judge : sequence of str
        The command of an independent referee, to which the roster's path is added; empty if there is none.
    figures : callable
        What else is counted in a rota, by name.
    """

    suite: str
    instance: str
    size: str
    problem: Callable[[], Problem]
    limits: tuple[int, ...] = LIMITS
    seeds: tuple[int, ...] = SEEDS
    peers: tuple[str, ...] = (CP_SAT,)
    on_demand: tuple[str, ...] = ()
    workers: int = 2
    with_skill: bool = False
    file: Path | None = None
    best_known: int | None = None
    best_bound: int | None = None
    judge: Sequence[str] = ()
    figures: Callable[[Problem, Report], dict[str, int]] = lambda _problem, _report: {}


@dataclass(frozen=True, slots=True)
class Suite:
    """Instances that are shown in one table.

    Parameters
    ----------
    name, title, words : str
        What it is called on the command line and in the results, and what is to be said above the table.
    cases : callable
        Its instances; none where they are not at hand.
    absent : str
        Why there may be none.
    """

    name: str
    title: str
    words: str
    cases: Callable[[], list[Case]]
    absent: str = ""
