"""Measured runs for tests, with what a test gives them."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.records import Point, Run

RUN = Run(
    suite="suite",
    instance="one",
    solver="ours",
    seconds=10,
    workers=2,
    seed=0,
    status="feasible",
    cost=100,
    referee=None,
    bound=90,
    phase="diving",
    used=10.0,
    first=1.0,
    cpu=20.0,
    others=0.0,
    peak_mb=200,
    load=0.0,
    trace=((1.0, 150, 0), (5.0, 100, 90)),
    fault="",
    commit="abc",
    machine="a machine",
    at="2027-01-04",
)


def measured(solver: str = "ours", *, trace: tuple[Point, ...] = RUN.trace, **facts: object) -> Run:
    """Return a run of ten seconds that found 150 after one second and 100 after five."""
    return replace(RUN, solver=solver, trace=trace, **facts)  # type: ignore[arg-type]
