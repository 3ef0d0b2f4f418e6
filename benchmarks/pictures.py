"""Pictures of what was measured, as SVG: cost against time for each instance, and performance profiles.

Drawing the same measurements again gives the same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cases import CP_SAT, CPMPY, HIGHS, OURS
from benchmarks.profile import ratios, steps
from benchmarks.records import Run
from benchmarks.solvers import TITLES
from benchmarks.standing import Instance, Standing
from benchmarks.tables import limits_of, period

FOLDER = Path(__file__).with_name("pictures")
COLOURS = {OURS: "#005eb8", CP_SAT: "#d5281b", CPMPY: "#8a5a00", HIGHS: "#4c6272"}
DASHES = {OURS: "-", CP_SAT: (0, (5, 1)), CPMPY: (0, (3, 1, 1, 1)), HIGHS: (0, (1, 1))}
#: Text stays text, ids come from a fixed salt, and no date is written: the same data give the same file.
STYLE: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "benchmarks", "font.size": 9}
METADATA = {"Date": None, "Creator": None}
#: Below this share above the reference, in percent, the axis is linear, so that the optimum has a place.
LINEAR_PERCENT = 0.1
FIRST_SECONDS = 0.1
MOST_RATIO = 2.0


def draw(shown: Sequence[Instance], standing: Standing, folder: Path = FOLDER) -> list[str]:
    """Draw the pictures of a suite and return their file names, the profile first."""
    import matplotlib

    matplotlib.use("svg")
    folder.mkdir(exist_ok=True)
    with matplotlib.rc_context(STYLE):
        return list(_drawn(shown, standing, folder))


def _drawn(shown: Sequence[Instance], standing: Standing, folder: Path) -> Iterator[str]:
    if len(shown) > 1 and any(len(standing.solvers(instance)) > 1 for instance in shown):
        name = f"{shown[0].suite}-profile.svg"
        _save(_profile(shown, standing), folder / name)
        yield name
    for instance in shown:
        name = f"{instance.suite}-{instance.name}.svg"
        _save(_course(instance, standing), folder / name)
        yield name


def _save(figure: Any, path: Path) -> None:
    figure.savefig(path, format="svg", metadata=METADATA)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


# -- cost against time


def _course(instance: Instance, standing: Standing) -> Any:
    """Return the picture of one instance: how far above the reference each solver is, and our bound below."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import NullFormatter

    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.add_subplot()
    reference = standing.best(instance) or 1
    longest = max(run.seconds for run in standing.of(instance, OURS))
    for solver in standing.solvers(instance):
        for number, run in enumerate(_longest(standing.of(instance, solver))):
            times, above = _line(run, reference, longest)
            axes.step(
                times,
                above,
                where="post",
                color=COLOURS[solver],
                linestyle=DASHES[solver],
                linewidth=1.4,
                label=TITLES[solver] if number == 0 else None,
            )
    for run in _longest(standing.of(instance, OURS))[:1]:
        times, below = _bound(run, reference, longest)
        axes.step(
            times, below, where="post", color=COLOURS[OURS], linewidth=0.9, label="our bound", alpha=0.6
        )
    axes.axhline(0.0, color="#425563", linewidth=0.8)
    axes.set_xscale("log")
    axes.set_xlim(FIRST_SECONDS, longest)
    axes.set_yscale("symlog", linthresh=LINEAR_PERCENT)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xlabel("seconds")
    known = "best known" if instance.best_known is not None else "best measured"
    axes.set_ylabel(f"% above {known}, {reference}")
    axes.set_title(f"{instance.name}: {instance.size}", loc="left")
    axes.grid(color="#d8dde0", linewidth=0.5)
    axes.legend(loc="best", frameon=False)
    return figure


def _longest(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with the longest limit."""
    return [run for run in runs if run.seconds == runs[-1].seconds and not run.fault]


def _line(run: Run, reference: int, until: float) -> tuple[list[float], list[float]]:
    """Return when the cost was how many percent above the reference, drawn on to the end."""
    points = [(at, best) for at, best, _ in run.trace if best is not None]
    times = [max(FIRST_SECONDS, at) for at, _ in points]
    above = [100 * (best / reference - 1) for _, best in points]
    return ([*times, until], [*above, above[-1]]) if points else ([], [])


def _bound(run: Run, reference: int, until: float) -> tuple[list[float], list[float]]:
    points = [(at, bound) for at, _, bound in run.trace if bound]
    if run.bound and points:
        points.append((run.used, run.bound))
    times = [max(FIRST_SECONDS, at) for at, _ in points]
    below = [100 * (bound / reference - 1) for _, bound in points]
    return ([*times, until], [*below, below[-1]]) if points else ([], [])


# -- performance profiles


def _profile(shown: Sequence[Instance], standing: Standing) -> Any:
    """Return the profiles of all solvers side by side, one for each limit."""
    from matplotlib.figure import Figure

    limits = limits_of(shown, standing)
    figure = Figure(figsize=(3.0 * len(limits) + 0.6, 3.2), layout="constrained")
    panels = figure.subplots(1, len(limits), sharey=True, squeeze=False)[0]
    for axes, limit in zip(panels, limits, strict=True):
        multiples = ratios(costs_at(shown, standing, limit))
        for solver, multiples_of_solver in multiples.items():
            inside = [(at, reached) for at, reached in steps(multiples_of_solver) if at <= MOST_RATIO]
            times, shares = zip(*inside, (MOST_RATIO, inside[-1][1]), strict=True)
            axes.step(
                times,
                shares,
                where="post",
                color=COLOURS[solver],
                linestyle=DASHES[solver],
                label=TITLES[solver],
            )
        axes.set_title(period(limit), loc="left")
        axes.set_xlim(0.99, MOST_RATIO)
        axes.set_ylim(-0.02, 1.05)
        axes.set_xlabel("cost, as a multiple of the best")
        axes.grid(color="#d8dde0", linewidth=0.5)
    panels[0].set_ylabel("share of instances")
    panels[-1].legend(loc="lower right", frameon=False)
    return figure


def costs_at(shown: Sequence[Instance], standing: Standing, limit: float) -> dict[str, dict[str, int | None]]:
    """Return what each solver reaches in so long, on the instances on which all its rivals were measured."""
    solvers = sorted({solver for instance in shown for solver in standing.solvers(instance)}, reverse=True)
    solvers.sort(key=lambda solver: solver != OURS)
    complete = [
        instance for instance in shown if all(standing.at(instance, solver, limit) for solver in solvers)
    ]
    return {
        solver: {instance.name: standing.cost(instance, solver, limit) for instance in complete}
        for solver in solvers
    }
