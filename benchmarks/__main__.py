"""Measures the engine beside its peers: ``python -m benchmarks``, and what else ``--help`` names."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from benchmarks import plan, quick, records, results
from benchmarks.cases import SEEDS
from benchmarks.measure import measure
from benchmarks.solvers import TITLES
from benchmarks.suites import SUITES

OTHERS = {
    "quick": "compare small instances with plain CP-SAT; exit code 1 if we fell behind what was recorded",
    "draw": "draw tables and pictures again from what was measured",
}
#: What is measured in another way, and brings a section of its own.
SECTIONS = {
    "races": "two organisations race for the same hours of one person",
    "repair": "rotas are mended after one absence",
}
SECONDS_PER_HOUR = 3600


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for, write results and pictures, and return the exit code."""
    options = _parser().parse_args(arguments)
    if options.folder:
        os.environ["ROSTERING_BENCHMARKS"] = options.folder
    names = options.names or [*SUITES, *SECTIONS]
    if "quick" in names:
        return quick.run()
    suites = [SUITES[name] for name in names if name in SUITES]
    for suite in suites:
        if not suite.cases():
            print(f"{suite.name}: {suite.absent}")
    choice = plan.Choice(options.instances, options.solvers, options.limits, options.seeds)
    runs = plan.planned([case for suite in suites for case in suite.cases()], choice)
    if options.list:
        return _list(runs, options)
    for name, words in SECTIONS.items():
        if name in options.names or (name in names and not results.kept(name)):
            print(f"{name}: {words}", flush=True)
            results.keep(name, import_module(f"benchmarks.{name}").section())
    _measure(runs, options)
    results.draw()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    others = "; ".join(f"{name}: {words}" for name, words in (OTHERS | SECTIONS).items())
    words = f"suites ({', '.join(SUITES)}); {others}"
    parser.add_argument("names", nargs="*", type=_name, metavar="NAME", help=words)
    parser.add_argument("--instances", type=_names, help="only these, with commas between")
    parser.add_argument("--solvers", type=_names, help=f"only these of {', '.join(TITLES)}")
    parser.add_argument("--limits", type=_numbers, help="seconds, in place of each instance's own")
    parser.add_argument("--seeds", type=_numbers, help=f"in place of {SEEDS}")
    parser.add_argument("--folder", help="where the public instances are (or set ROSTERING_BENCHMARKS)")
    parser.add_argument("--since", default="HEAD", help="what was measured at this commit or later stands")
    parser.add_argument("--hours", type=float, help="begin no run after so long")
    parser.add_argument("--list", action="store_true", help="only list what would be measured")
    return parser


def _name(text: str) -> str:
    if text not in (*SUITES, *OTHERS, *SECTIONS):
        raise argparse.ArgumentTypeError(f"there is no {text!r}")
    return text


def _names(text: str) -> list[str]:
    return text.split(",")


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _done() -> dict[records.Key, records.Run]:
    return records.newest(records.read())


def _list(runs: Sequence[plan.Planned], options: argparse.Namespace) -> int:
    total = 0.0
    for run in plan.left(runs, _done, options.since):
        total += run.seconds
        print(_line(run))
    print(f"{total / SECONDS_PER_HOUR:.1f} hours at most")
    return 0


def _line(run: plan.Planned) -> str:
    return f"{run.case.suite:9} {run.case.instance:22} {run.solver:7} {run.seconds:4g} s, seed {run.seed}"


def _measure(runs: Sequence[plan.Planned], options: argparse.Namespace) -> None:
    until = time.monotonic() + (options.hours or float("inf")) * SECONDS_PER_HOUR
    for planned in plan.left(runs, _done, options.since):
        if time.monotonic() + planned.seconds > until:
            print("The time is over; call again to go on.")
            return
        run = measure(planned.case, planned.solver, planned.seconds, planned.seed)
        records.append(run)
        print(_line(planned), f"{run.cost}, bound {run.bound}, {run.used:.1f} s, {run.peak_mb} MB,", end=" ")
        print(f"{run.others:.1f} cores elsewhere {run.fault and f'FAULT: {run.fault}'}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
