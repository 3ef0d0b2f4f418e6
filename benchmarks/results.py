"""Writes RESULTS.md and the pictures from what was measured, and measures nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks import pictures, records, tables
from benchmarks.cases import OURS
from benchmarks.records import Run, newest
from benchmarks.standing import Standing
from benchmarks.suites import SUITES
from rostering.rules.wording import count

PATH = Path(__file__).with_name("RESULTS.md")
HEAD = """# Results

Written by `python -m benchmarks draw` from the runs in [measured](measured), a line of JSON each;
`make bench` measures what is missing and draws.

Times are wall clock and begin when the program is loaded and has not yet read the problem; the one-time
compilation of the pricing kernel is apart. Each run is a process of its own, with a hard end. Our engine
plans by its limit, so that each limit was measured in runs of its own; a peer's cost at a shorter limit is
read from the trace of its longest run. What our engine had proven in a short run was not run longer. Our
engine searches with 2 threads or processes, CP-SAT and CPMpy with 8 workers, for one would be a straw man;
HiGHS has one search of its own and solves the model of CP-SAT, constraint by constraint.
Costs are those of our independent checker, medians over the seeds, with the range of the seeds in brackets;
of two seeds the dearer is ours and the cheaper a peer's. "Seeds" is how many were run, for each time in turn.
"First rota" is the median time to the first lawful rota; memory is the most at once in any run, all
processes together, shared pages counted once."""
PROFILE = """Performance profile after Dolan and More: the share of instances (up) on which a solver's cost is
at most so many times the best of all solvers in the same time (across)."""


def draw() -> None:
    """Write the results, and the pictures where matplotlib is installed."""
    runs = records.read()
    standing = Standing(runs)
    with_pictures = find_spec("matplotlib") is not None
    if not with_pictures:
        print("Pictures are left as they are: `pip install -e .[bench]` brings what draws them.")
    parts = [HEAD]
    for suite in SUITES.values():
        mine = [run for run in newest(runs).values() if run.suite == suite.name]
        parts += [f"## {suite.title}", suite.words, *_suite(suite.name, standing, mine, with_pictures)]
    for path in sorted(records.FOLDER.glob("*.md")):
        parts.append(path.read_text(encoding="utf-8").strip())
    PATH.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def keep(name: str, lines: Iterable[str]) -> None:
    """Keep a section that says everything by itself."""
    records.FOLDER.mkdir(exist_ok=True)
    (records.FOLDER / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def kept(name: str) -> bool:
    """Return whether a section was kept."""
    return (records.FOLDER / f"{name}.md").exists()


def _suite(suite: str, standing: Standing, runs: Sequence[Run], with_pictures: bool) -> Iterator[str]:
    shown = standing.instances(suite)
    if not shown:
        yield "Not measured yet."
        return
    yield conditions(runs)
    yield "\n".join(tables.ours(shown, standing))
    if any(len(standing.solvers(instance)) > 1 for instance in shown):
        yield "\n".join(tables.peers(shown, standing))
        worse = tables.worse(shown, standing)
        yield (
            f"A peer has the cheaper rota in the same time: {'; '.join(worse)}."
            if worse
            else "No peer has a cheaper rota in the same time on any of these instances."
        )
    faults = [f"{run.instance}, {run.solver}, {run.seconds:g} s: {run.fault}" for run in runs if run.fault]
    if faults:
        yield f"Runs at fault, which count as having no rota: {'; '.join(faults)}."
    if with_pictures:
        names = pictures.draw(shown, standing)
        if names and names[0].endswith("-profile.svg"):
            yield f"{PROFILE}\n\n![Performance profile](pictures/{names.pop(0)})"
        links = ", ".join(
            f"[{name.removesuffix('.svg').partition('-')[2]}](pictures/{name})" for name in names
        )
        yield f"Cost against time: {links}."


def conditions(runs: Sequence[Run]) -> str:
    """Say on what, with what and beside how much other work these were measured."""
    machines = "; ".join(sorted({run.machine for run in runs}))
    commits = ", ".join(dict.fromkeys(run.commit for run in runs if run.solver == OURS))
    packages = sorted({f"{name} {number}" for run in runs for name, number in run.versions.items()})
    others = sorted(run.others for run in runs)
    first, last = min(run.at for run in runs), max(run.at for run in runs)
    return (
        f"Machine: {machines}. Versions: {', '.join(packages)}; ours {commits}. Other work kept "
        f"{others[len(others) // 2]:.1f} cores busy at the median run, {others[-1]:.1f} at the most. "
        f"{count(len(runs), 'run', 'runs')} from {first} to {last}."
    )
