"""The tables of the results: what each instance costs with us, and beside the peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.cases import OURS
from benchmarks.records import Run
from benchmarks.solvers import TITLES
from benchmarks.standing import Instance, Standing


def period(seconds: float) -> str:
    """Return a limit as people say it."""
    return f"{seconds / 60:g} min" if seconds >= 120 else f"{seconds:g} s"


def ours(instances: Sequence[Instance], standing: Standing) -> Iterator[str]:
    """Yield the lines of the table of our engine's results."""
    limits = limits_of(instances, standing)
    figures = sorted(
        {name for instance in instances for run in standing.of(instance, OURS) for name in run.figures}
    )
    yield _row(
        "instance",
        "size",
        "best known",
        "our bound",
        *(period(limit) for limit in limits),
        "from best known",
        "gap to our bound",
        "first rota",
        "memory",
        "seeds",
        *figures,
    )
    yield _row(*["---"] * (9 + len(limits) + len(figures)))
    for instance in instances:
        runs = standing.of(instance, OURS)
        if runs:
            yield _row(*_cells(instance, runs, limits, figures, standing))


def _cells(
    instance: Instance,
    runs: Sequence[Run],
    limits: Sequence[float],
    figures: Sequence[str],
    standing: Standing,
) -> Iterator[str]:
    best, bound = standing.best(instance), standing.bound(instance, OURS)
    last = next((cost for limit in reversed(limits) if (cost := standing.cost(instance, OURS, limit))), None)
    firsts = [run.first for run in runs if run.first is not None]
    longest = [run for run in runs if run.seconds == runs[-1].seconds]
    yield instance.name
    yield instance.size
    measured = f"{best} (measured)" if best else ""
    yield measured if instance.best_known is None else str(instance.best_known)
    yield "" if bound is None else str(bound)
    for limit in limits:
        yield _costs(standing.costs(instance, OURS, limit), standing.cost(instance, OURS, limit))
    yield "" if last is None or not best else _percent(last / best - 1)
    yield "" if last is None or bound is None else _percent((last - bound) / last if last else 0.0)
    yield f"{median(firsts):.1f} s" if firsts else "none"
    yield f"{max(run.peak_mb for run in runs)} MB"
    yield ", ".join(str(len(standing.at(instance, OURS, limit))) for limit in limits)
    for name in figures:
        yield ", ".join(str(run.figures.get(name, "")) for run in longest)


def peers(instances: Sequence[Instance], standing: Standing) -> Iterator[str]:
    """Yield the lines of the table in which our engine stands beside its peers, cost at each time."""
    limits = limits_of(instances, standing)
    solvers = list(dict.fromkeys(solver for instance in instances for solver in standing.solvers(instance)))
    times = [(solver, limit) for solver in solvers for limit in limits]
    yield _row("instance", "best known", *(f"{TITLES[solver]}, {period(limit)}" for solver, limit in times))
    yield _row(*["---"] * (2 + len(times)))
    for instance in instances:
        if len(standing.solvers(instance)) > 1:
            cells = []
            for solver, limit in times:
                measured = bool(standing.at(instance, solver, limit))
                cost = standing.cost(instance, solver, limit)
                cells.append(("none" if cost is None else str(cost)) if measured else "")
            yield _row(instance.name, str(standing.best(instance)), *cells)


def worse(instances: Sequence[Instance], standing: Standing) -> list[str]:
    """Return where a peer has the cheaper rota in the same time, in words."""
    losses = []
    for instance in instances:
        for limit in limits_of([instance], standing):
            our = standing.cost(instance, OURS, limit)
            for solver in standing.solvers(instance)[1:]:
                their = standing.cost(instance, solver, limit)
                if standing.at(instance, OURS, limit) and their is not None and (our is None or their < our):
                    mine = "none" if our is None else our
                    losses.append(
                        f"{instance.name} at {period(limit)}: {TITLES[solver]} {their}, ours {mine}"
                    )
    return losses


def limits_of(instances: Sequence[Instance], standing: Standing) -> list[float]:
    """Return the limits for which our engine was measured on any of these instances."""
    return sorted({run.seconds for instance in instances for run in standing.of(instance, OURS)})


def _costs(costs: Sequence[int | None], middle: int | None) -> str:
    """Return the median, and the range of the seeds where they differ."""
    if not costs:
        return ""
    if len(set(costs)) == 1:
        return "none" if middle is None else str(middle)
    known = [cost for cost in costs if cost is not None]
    least, most = min(known), "none" if None in costs else str(max(known))
    return f"{'none' if middle is None else middle} ({least} to {most})"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
