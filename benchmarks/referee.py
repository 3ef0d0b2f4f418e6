"""Judges what a run leaves: by our independent checker, and by a referee that is not ours if there is one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.tape import Heard
from rostering.checker import check
from rostering.formats import FormatError, read_roster


@dataclass(frozen=True, slots=True)
class Judged:
    """What a roster costs by our checker and by the referee, what else is counted in it, what is wrong."""

    cost: int | None = None
    referee: int | None = None
    figures: dict[str, int] = field(default_factory=dict)
    fault: str = ""


def judge(case: Case, roster: Path, heard: Heard) -> Judged:
    """Return the judgement of a roster file; without one there is nothing to judge."""
    if not roster.exists():
        return Judged()
    problem = case.problem()
    try:
        report = check(problem, read_roster(problem, roster.read_text(encoding="utf-8")))
    except FormatError as error:
        return Judged(fault=f"its roster cannot be read: {error}")
    referee, fault = _referee(case.judge, roster)
    figures = case.figures(problem, report)
    if not report.lawful:
        broken = next(violation for violation in report.violations if violation.hard)
        fault = f"its roster breaks {broken.spec}"
    elif referee is not None and referee != report.cost:
        fault = f"the referee counts {referee}, the checker {report.cost}"
    return Judged(report.cost, referee, figures, fault or _false_claim(case, report.cost, heard))


def _false_claim(case: Case, cost: int, heard: Heard) -> str:
    """Return what a solver says that cannot be so.

    It may think its roster dearer than it is, for slacks can be larger than they need be; never cheaper.
    """
    told = next((best for _, best, _ in reversed(heard.trace) if best is not None), None)
    if told is not None and told < cost:
        return f"it counts {told} where the checker counts {cost}"
    least = min(cost, cost if case.best_known is None else case.best_known)
    if heard.bound is not None and heard.bound > least:
        return f"its bound {heard.bound} is above the cost {least} of a known roster"
    return ""


def _referee(command: Sequence[str], roster: Path) -> tuple[int | None, str]:
    """Return the cost that the referee counts, and what it finds wrong."""
    if not command:
        return None, ""
    told = subprocess.run([*command, str(roster)], capture_output=True, text=True, check=False)
    if not told.stdout:
        return None, f"the referee cannot read it: {told.stderr.strip()}"
    answer = json.loads(told.stdout)
    return int(answer["cost"]), "" if answer["feasible"] else f"the referee says {answer['violations'][0]}"
